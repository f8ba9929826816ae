"""``capture``: the JSON it prints, its messages and exit codes."""

import subprocess
import sys

import pytest

from core.cli import main
from tests.capture.drawing import VCARD, as_file, code, scene
from tests.cli.conftest import Shell

CARD = "BEGIN:VCARD\nFN:Zoë Berg\nEMAIL:zoe@example.com\nTEL;CELL:12\nrubbish\nEND:VCARD\n"


def test_a_line_a_file_in_the_order_given(run: Shell) -> None:
    told = run("capture", run.write("a.vcf", CARD), run.write("b", as_file(code(VCARD))), "--json")
    assert told.code == 0
    assert [set(line) for line in told.lines] == [
        {"file", "kind", "codes", "contacts", "warnings"}
    ] * 2
    card, picture = told.lines
    assert card["file"].endswith("a.vcf")
    assert (card["kind"], card["codes"]) == ("vcard", [])
    assert card["contacts"] == [
        {
            "firstname": "Zoë",
            "lastname": "Berg",
            "email": "zoe@example.com",
            "mobilephone": "12",
            "emails": ["zoe@example.com"],
            "phones": ["12"],
        }
    ]
    assert card["warnings"] == ["Line 5: not understood and left out: “rubbish”."]
    assert "rubbish" in told.messages
    assert (picture["kind"], picture["codes"]) == ("qr", [VCARD])
    assert picture["contacts"][0]["firstname"] == "Zoë"


def test_a_file_without_a_contact_ends_with_1(run: Shell) -> None:
    told = run("capture", run.write("a.png", as_file(scene([]))), run.write("a.vcf", CARD))
    assert told.code == 1
    assert told.lines[0]["contacts"] == []
    wifi = run("capture", run.write("w.png", as_file(code("WIFI:T:WPA;S:Fair;P:s3cret;;"))))
    assert (wifi.code, wifi.line["contacts"]) == (1, [])
    assert wifi.line["codes"] == ["WIFI:S:Fai…"] and "s3cret" not in wifi.messages
    assert "Wi-Fi" in wifi.line["warnings"][0] and "Wi-Fi" in wifi.messages


def test_a_file_that_cannot_be_read_ends_with_1_and_the_others_are_read(run: Shell) -> None:
    told = run(
        "capture", run.folder / "none.vcf", run.write("x.csv", "a,b\n"), run.write("a", CARD)
    )
    assert told.code == 1
    assert ["error" in line for line in told.lines] == [True, True, False]
    assert told.lines[0]["contacts"] == []
    assert "x.csv" in told.messages


def test_where_no_file_can_be_read_it_ends_with_2(run: Shell) -> None:
    none = run.write("x.csv", "a,b\n")
    assert run("capture", none).code == 2
    assert run("capture", none, run.folder / "none.vcf", "--save").code == 2


def test_a_picture_without_a_code_may_be_of_a_card(run: Shell) -> None:
    picture = run.write("a.png", as_file(scene([])))
    assert "--as card reads a business card" in run("capture", picture).messages
    assert "--as card" not in run("capture", picture, "--as", "qr").messages


def test_help_says_what_it_does_and_how_it_ends(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["capture", "--help"])
    told = capsys.readouterr().out
    assert "exit codes:" in told and "example:" in told and "a JSON line a file" in told


def test_output_that_nobody_reads_to_its_end_leaves_no_complaint(run: Shell) -> None:
    pictures = [run.write(f"{n}.png", as_file(code(VCARD))) for n in range(3)]
    command = [sys.executable, "-m", "core", "capture", *map(str, pictures)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 2


def test_as_says_what_the_files_are(run: Shell) -> None:
    assert run("capture", run.write("a.vcf", CARD), "--as", "qr").code == 2
    assert run("capture", run.write("a.txt", "FN:Zoë Berg\n"), "--as", "vcard").code == 0


def test_the_website_from_the_email_address_where_asked(run: Shell) -> None:
    told = run("capture", run.write("a.vcf", CARD), "--website-from-email")
    assert told.line["contacts"][0]["website"] == "example.com"


def test_nothing_is_saved(run: Shell) -> None:
    run("capture", run.write("a.vcf", CARD))
    assert not run.store.exists()


def test_save_imports_and_says_what_became_of_it(run: Shell) -> None:
    card = CARD.replace("12", "0612345678")
    nobody = "BEGIN:VCARD\nN:Nobody;;;;\nTEL:0201234567\nEND:VCARD\n"
    told = run("capture", run.write("a.vcf", card + nobody), "--save")
    assert told.code == 0
    assert told.line["contacts"][0]["email"] == "zoe@example.com"
    assert told.line["state"] == "DONE"
    assert told.line["counters"]["created"] == 2
    assert told.line["issues"] == []
    again = run("capture", run.write("a.vcf", card), "--save")
    assert again.line["counters"]["unchanged"] == 1
    assert "contacts without an email address: 1. They cannot be told" in told.messages
    assert "without an email" not in again.messages
    assert run("history").line["imports"][0]["name"] == "Device contacts: a.vcf"


def test_further_emails_are_said_to_stay_in_the_file(run: Shell) -> None:
    two = CARD.replace("TEL;CELL:12", "EMAIL:zoe@example.org")
    told = run("capture", run.write("a.vcf", two), "--save")
    assert (told.code, told.line["counters"]["created"]) == (0, 1)
    assert "contacts with more than one email address: 1. The further ones" in told.messages
    again = run("capture", run.write("b.vcf", CARD), "--save")
    assert "more than one email" not in again.messages


def test_a_contact_that_cannot_be_imported_ends_with_1(run: Shell) -> None:
    told = run("capture", run.write("a.vcf", "BEGIN:VCARD\nTEL:0201234567\nEND:VCARD\n"), "--save")
    assert told.code == 1
    assert told.line["counters"]["failed"] == 1
    assert [issue["code"] for issue in told.line["issues"]] == ["MISSING_REQUIRED_PROPERTY"]
    assert "0 created, 0 updated, 0 unchanged, 0 skipped, 1 failed" in told.messages
    assert "in the history and changed nothing" in told.messages


def test_save_leaves_out_what_gave_no_contact(run: Shell) -> None:
    told = run("capture", run.write("a.png", as_file(scene([]))), "--save")
    assert (told.code, "import_id" in told.line) == (1, False)
    assert run("history").line["imports"] == []
