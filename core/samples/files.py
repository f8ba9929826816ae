"""A sample file per object type, for "download a sample file" on the upload page.

The headers are the English labels, the cells labels of options, so the file maps by itself and
imports without an issue. It has no owners: a store does not need to have any.
"""

import csv
import io

from core.samples.people import company, person
from core.samples.records import company_record, contact, deal
from core.vocabulary import ObjectType, load_object_types

# From here on, persons and companies are in no other sample.
_FIRST = 1_000
_FIRST_COMPANY = 120
_ROWS = 10
# Options that people know by their value.
_CODES = {"deal_currency_code"}
Row = dict[str, str]


def sample_file(object_type: str) -> bytes:
    """A small clean CSV in UTF-8 with every commonly used property of one object type."""
    if object_type not in SAMPLE_FILES:
        raise ValueError(f"There is no sample file of {object_type!r}, only of {SAMPLE_FILES}.")
    described = load_object_types()[object_type]
    rows = [_ROW_OF[object_type](number) for number in range(_ROWS)]
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(_label(described, name) for name in rows[0])
    writer.writerows([_shown(described, *cell) for cell in row.items()] for row in rows)
    return target.getvalue().encode("utf-8")


def _label(object_type: ObjectType, name: str) -> str:
    found = object_type.property(name)
    assert found is not None, name
    return found.label


def _shown(object_type: ObjectType, name: str, value: str) -> str:
    """The value as a person writes it: an option by its label, several with semicolons."""
    found = object_type.property(name)
    assert found is not None, name
    if not found.options or name in _CODES:
        return value
    labels = {option.value: option.label for option in found.options}
    return ";".join(labels[part] for part in value.split(";")) if value else ""


def _contact(number: int) -> Row:
    row, employer = contact(_FIRST + number), company(_FIRST_COMPANY + number)
    del row["hubspot_owner_id"]
    return row | {
        "salutation": ("Ms", "Mr", "Dr")[number % 3],
        "mobilephone": f"+44 7700 900{number:03}",
        "company": employer.name,
        "website": f"https://www.{employer.domain}",
        "industry": ("Machinery", "Software", "Logistics")[number % 3],
        "numemployees": ("5-25", "100-500", "1000+")[number % 3],
        "hs_buying_role": ("DECISION_MAKER", "BUDGET_HOLDER;INFLUENCER", "END_USER")[number % 3],
        "date_of_birth": f"{1970 + number * 2}-0{number % 9 + 1}-15",
        "message": "Asked for the price list, then a visit." if number % 4 == 0 else "",
    }


def _company(number: int) -> Row:
    row = company_record(_FIRST_COMPANY + number)
    del row["hubspot_owner_id"]
    return row | {
        "hs_lead_status": ("NEW", "OPEN", "CONNECTED")[number % 3],
        "is_public": ("No", "Yes")[number % 2],
        "description": "Family business, two sites." if number % 3 == 0 else "",
    }


def _deal(number: int) -> Row:
    row = deal(number)
    del row["hubspot_owner_id"]
    return row | {
        "dealname": f"Sample deal {number + 1}",
        "description": "Quotation sent, answer expected." if number % 2 else "",
        "hs_next_step": ("Call the buyer", "Send the contract", "Plan the visit")[number % 3],
    }


def _ticket(number: int) -> Row:
    subjects = ("Delivery damaged", "Invoice is wrong", "Export to Excel", "Opening hours")
    categories = ("PRODUCT_ISSUE", "BILLING_ISSUE", "FEATURE_REQUEST", "GENERAL_INQUIRY")
    return {
        "subject": f"{subjects[number % 4]} ({number + 1})",
        "content": "The customer sent a photo, see the attachment.",
        "hs_pipeline": "0",
        "hs_pipeline_stage": str(number % 4 + 1),
        "hs_ticket_priority": ("LOW", "MEDIUM", "HIGH", "URGENT")[number % 4],
        "hs_ticket_category": categories[number % 4],
        "source_type": ("EMAIL", "PHONE", "FORM", "CHAT")[number % 4],
        "closed_date": f"2026-02-{number + 10} 16:30" if number % 4 == 3 else "",
    }


def _product(number: int) -> Row:
    names = ("Conveyor belt", "Gearbox", "Control unit", "Maintenance", "Training day")
    service = number % 5 > 2
    return {
        "name": f"{names[number % 5]} {'ABCDEFGHIJ'[number]}",
        "hs_sku": f"00{number + 1}-{number * 111 + 100}",
        "description": "Price without installation, valid until the end of the year.",
        "price": f"{number * 125 + 80}.50",
        "hs_cost_of_goods_sold": f"{number * 75 + 40}.25",
        "tax": f"{number * 26 + 17}.00",
        "hs_product_type": "service" if service else "inventory",
        "recurringbillingfrequency": "monthly" if service else "",
        "hs_recurring_billing_period": "P12M" if service else "",
        "hs_url": f"https://www.example.com/products/{number + 1}",
    }


def _call(number: int) -> Row:
    outcomes = {
        "f240bbac-87c9-4f6e-bf70-924b57d47db7": "COMPLETED",
        "73a0d17f-1163-4015-bdd5-ec830791da20": "NO_ANSWER",
        "b2cf5968-551e-4856-9783-52b3da59a7d0": "COMPLETED",
        "9d9162e7-6cf3-4944-bf63-4dff82258764": "BUSY",
    }
    outcome, status = list(outcomes.items())[number % 4]
    return {
        "hs_timestamp": f"2026-03-{number + 10} {9 + number % 8:02}:15",
        "hs_call_title": f"Call with {person(_FIRST + number).first_name}",
        "hs_call_body": "Discussed the quotation, will call back.",
        "hs_call_direction": ("OUTBOUND", "INBOUND")[number % 2],
        "hs_call_disposition": outcome,
        "hs_call_status": status,
        "hs_call_duration": str(number * 42_000 + 30_000),
        "hs_call_to_number": f"+44 20 7946 0{number:03}",
        "hs_call_from_number": f"+44 20 7946 0{number + 500:03}",
    }


def _task(number: int) -> Row:
    what = ("Call", "Send the quotation to", "Prepare the visit of")[number % 3]
    return {
        "hs_task_subject": f"{what} {person(_FIRST + number).first_name}",
        "hs_timestamp": f"2026-04-{number + 10} 09:00",
        "hs_task_body": "See the notes of the fair.",
        "hs_task_status": ("NOT_STARTED", "IN_PROGRESS", "COMPLETED")[number % 3],
        "hs_task_priority": ("NONE", "LOW", "MEDIUM", "HIGH")[number % 4],
        "hs_task_type": ("CALL", "EMAIL", "TODO")[number % 3],
    }


_ROW_OF = {
    "contacts": _contact,
    "companies": _company,
    "deals": _deal,
    "tickets": _ticket,
    "products": _product,
    "calls": _call,
    "tasks": _task,
}
SAMPLE_FILES = tuple(_ROW_OF)
