"""vCards as some thirty programs write them, and damaged ones, with the contacts they hold.

``vcards/<program>_<what>.vcf`` are written after the programs' formats with made-up people;
``vcards/expected.json`` says by hand what each holds and whether something is to be told.
"""

import json
from pathlib import Path

import pytest

from core.capture import capture_file
from core.errors import FileError

FOLDER = Path(__file__).parent / "vcards"
CLEAN = ("google", "android", "macos_addressbook", "thunderbird")  # every card gives a contact
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_contacts_of(name: str) -> None:
    captured = capture_file(FOLDER / f"{name}.vcf")
    assert captured.kind == "vcard"
    assert [contact.to_json() for contact in captured.contacts] == EXPECTED[name]["contacts"]
    assert bool(captured.warnings) == EXPECTED[name]["warned"], captured.warnings


def test_every_file_is_expected_and_programs_are_many() -> None:
    assert {path.stem for path in FOLDER.glob("*.vcf")} == set(EXPECTED)
    assert len(EXPECTED) >= 60
    assert len({name.partition("_")[0] for name in EXPECTED} - {"damage"}) >= 12


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_cut_off_anywhere_is_still_read(name: str, tmp_path: Path) -> None:
    """No exception but our own, and the cards before the cut are whole."""
    data = (FOLDER / f"{name}.vcf").read_bytes()
    cut_file = tmp_path / "cut.vcf"
    for tenth in (3, 7, 9):
        cut = data[: len(data) * tenth // 10]
        cut_file.write_bytes(cut)
        whole = cut.upper().count(b"END:VCARD\r\n") if name.startswith(CLEAN) else 0
        try:
            found = [c.to_json() for c in capture_file(cut_file, "vcard").contacts]
        except FileError:
            found = []
        assert found[:whole] == EXPECTED[name]["contacts"][:whole]
