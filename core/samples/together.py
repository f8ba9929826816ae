"""Sample files of several objects: leads of a trade fair in one file, and the same people and firms
in two files tied by the firm's name. They map by themselves, and have a few of the flaws such files
have: firms in many rows, rows without one, values that cannot be read."""

import csv
import io
from collections.abc import Collection, Sequence

from core.samples.people import company, person

# What a file of several objects can have, in the order of its columns.
TOGETHER = ("contacts", "companies", "deals")
# From here on, persons and companies are in no other sample.
_FIRST, _FIRST_COMPANY = 1_200, 140
_ROWS, _COMPANIES = 60, 18
_STAGES = ("Appointment scheduled", "Qualified to buy", "Contract sent", "Closed won")
_COLUMNS = {
    "contacts": ("First name", "Last name", "Email", "Phone number", "Job title"),
    "companies": ("Company name", "Company domain name", "Company industry"),
    "deals": ("Deal name", "Deal stage", "Deal amount", "Deal close date"),
}


def sample_together(object_types: Collection[str]) -> bytes:
    """Leads of a fair in one CSV: person, firm and deal of a row, of these the chosen ones."""
    chosen = [name for name in TOGETHER if name in object_types]
    makers = {"contacts": _contact, "companies": _company, "deals": _deal}
    header = [label for name in chosen for label in _COLUMNS[name]]
    rows = [[cell for name in chosen for cell in makers[name](row)] for row in range(_ROWS)]
    return _csv(header, rows)


def sample_people_and_firms() -> tuple[bytes, bytes]:
    """Two CSVs with the column "Company name" in common. Not every person's firm is in the second,
    and not every firm has a person in the first."""
    people = [[*_contact(row), _company(row)[0]] for row in range(_ROWS)]
    firms = [
        [each.name, each.domain, each.industry]
        for each in (company(_FIRST_COMPANY + n) for n in range(3, _COMPANIES + 4))
    ]
    return (
        _csv([*_COLUMNS["contacts"], "Company name"], people),
        _csv(["Company name", "Domain", "Industry"], firms),
    )


def _contact(row: int) -> list[str]:
    who = person(_FIRST + row)
    email = who.email if row % 23 else f"{who.first_name}@"
    titles = ("Purchasing Manager", "Controller", "IT Manager")
    return [who.first_name, who.last_name, email, who.phone, titles[row % 3]]


def _company(row: int) -> list[str]:
    """The firm of a row; every tenth person came without one."""
    if row % 10 == 9:
        return ["", "", ""]
    firm = company(_FIRST_COMPANY + row * 5 % _COMPANIES)
    return [firm.name, f"https://www.{firm.domain}" if row % 4 == 0 else firm.domain, firm.industry]


def _deal(row: int) -> list[str]:
    """The deal of a row; only every third lead has one."""
    if row % 3:
        return ["", "", "", ""]
    stage = _STAGES[row // 3 % len(_STAGES)] if row != 27 else "To be discussed"
    return [
        f"Fair order {row // 3 + 1}",
        stage,
        f"{row * 250 + 1200}.50",
        f"2027-0{row % 9 + 1}-15",
    ]


def _csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return target.getvalue().encode("utf-8")
