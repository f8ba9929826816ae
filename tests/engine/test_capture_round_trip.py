"""The law of capturing: what was captured, whichever way, and exported as vCards is unchanged when
it is captured from them again."""

from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.capture import Contact, Told, parse_payload, vcard_contacts
from core.capture.sources import CARD, DEVICE, QR
from core.engine.capturing.batch import add_contacts, open_batch
from core.engine.capturing.saving import stage_batch
from core.engine.progress import Progress
from core.engine.run import plan_import, run_import
from core.vcard_export import VCARD_EXPORTERS
from tests.engine.importing import Desk, open_desk
from tests.test_vcard_export import CONTACTS

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)


def _captured(desk: Desk, source: str, contacts: list[Contact]) -> list[str]:
    """Captures and imports contacts; what became of each is returned."""
    import_id = open_batch(desk.cursor, source)
    add_contacts(desk.store, desk.cursor, import_id, contacts)
    stage_batch(desk.store, desk.cursor, import_id, Progress())
    plan = plan_import(desk.store, desk.cursor, import_id, Progress())
    run_import(desk.store, desk.cursor, import_id, Progress())
    return desk.done(import_id, plan.counters).actions


def _exported(desk: Desk, file_format: str) -> list[Contact]:
    path = Path(desk.store.files) / "contacts.vcf"
    VCARD_EXPORTERS[file_format](desk.cursor, "contacts", path)
    return list(vcard_contacts(path, Told()))


@pytest.mark.parametrize("source", [DEVICE, QR, CARD])
@given(st.lists(CONTACTS, min_size=1, max_size=8, unique_by=lambda each: each["email"]))
@settings(max_examples=3, derandomize=True, phases=QUICK)
def test_what_was_captured_and_exported_comes_back_unchanged(
    source: str, properties: list[dict[str, str]]
) -> None:
    contacts = [Contact(dict(each), [each["email"]]) for each in properties]
    with open_desk() as desk:
        assert _captured(desk, source, contacts) == ["created"] * len(contacts)
        for file_format in VCARD_EXPORTERS:
            again = _captured(desk, DEVICE, _exported(desk, file_format))
            assert again == ["unchanged"] * len(contacts)


TEXTS = (
    "BEGIN:VCARD\nVERSION:3.0\nN:Berg;Zoë;;Dr.;\nEMAIL:a@berg.example\nTEL;CELL:+31612345678"
    "\nBDAY:1604-02-29\nEND:VCARD",
    "BEGIN:VCARD\nFN:b@berg.example\nEMAIL:b@berg.example\nEND:VCARD",
    "BEGIN:VCARD\nN:van den Berg;;;;\nEMAIL:c@berg.example\nORG:Berg\nEND:VCARD",
    "MECARD:N:Berg,Zoë;TEL:+31201234567;EMAIL:d@berg.example;URL:https://berg.example;;",
    "BIZCARD:N:Zoë;X:van den Berg;T:Buyer;C:Berg, Ltd.;A:Road 1;E:e@berg.example;;",
    "mailto:f@berg.example",
    "g@berg.example",
)


@pytest.mark.parametrize("source", [DEVICE, QR])
def test_so_does_what_texts_hold(desk: Desk, source: str) -> None:
    contacts = [contact for text in TEXTS for contact in parse_payload(text).contacts]
    assert _captured(desk, source, contacts) == ["created"] * len(TEXTS)
    for file_format in VCARD_EXPORTERS:
        again = _captured(desk, DEVICE, _exported(desk, file_format))
        assert again == ["unchanged"] * len(TEXTS)
