"""Records for "Load sample data": a small store to try imports, exports and lists on.

Part of its contacts are also in the messy file, some with other values, so that importing that
file creates, updates and leaves records, and fails on rows.
"""

from core.samples.people import SAMPLE_OWNERS, company, person

SAMPLE_COUNTS = {"contacts": 250, "companies": 60, "deals": 90, "calls": 40}

_CALL_NOTES = (
    "Went through the quotation; decides after the board meeting.",
    "Asked for a longer trial and a price for ten more users.",
    "Left a message, will call back on Thursday.",
)
JOB_TITLES = (
    "Purchasing Manager",
    "Managing Director",
    "Production Planner",
    "Head of Marketing",
    "Controller",
    "IT Manager",
    "Sales Representative",
)
LIFECYCLE_STAGES = (
    "lead",
    "customer",
    "subscriber",
    "marketingqualifiedlead",
    "opportunity",
    "salesqualifiedlead",
)
LEAD_STATUSES = ("NEW", "OPEN", "IN_PROGRESS", "CONNECTED", "ATTEMPTED_TO_CONTACT")
_DEAL_STAGES = (
    "appointmentscheduled",
    "qualifiedtobuy",
    "presentationscheduled",
    "decisionmakerboughtin",
    "contractsent",
    "closedwon",
    "closedlost",
)
_DEAL_SUBJECTS = ("Pilot", "Framework agreement", "Renewal", "Extension", "First order")
_COMPANY_TYPES = ("PROSPECT", "PARTNER", "RESELLER", "VENDOR", "OTHER")


def sample_records(object_type: str, count: int) -> list[dict[str, str]]:
    """The first ``count`` records of contacts, companies, deals or calls: property -> value as
    text."""
    makers = {"contacts": contact, "companies": company_record, "deals": deal, "calls": call}
    if object_type not in makers:
        raise ValueError(f"There is no sample data for {object_type!r}, only for {list(makers)}.")
    return [makers[object_type](number) for number in range(count)]


def sample_partners(object_type: str, number: int) -> dict[tuple[str, str], str]:
    """Which sample records a sample record is associated with: (object, identifying property) ->
    the value of that property. A contact works at a company, a deal is with both."""
    domain = company(number % SAMPLE_COUNTS["companies"]).domain
    partners = {
        "contacts": {("companies", "domain"): domain},
        "deals": {("companies", "domain"): domain, ("contacts", "email"): person(number).email},
        "calls": {("contacts", "email"): person(number).email},
    }
    return partners.get(object_type, {})


def contact(number: int) -> dict[str, str]:
    """Contact 0, 1, 2, ..., working at one of the sample companies."""
    who = person(number)
    return {
        "email": who.email,
        "firstname": who.first_name,
        "lastname": who.last_name,
        "jobtitle": JOB_TITLES[number % len(JOB_TITLES)],
        "company": company(number % SAMPLE_COUNTS["companies"]).name,
        "phone": who.phone,
        "address": who.street,
        "zip": who.zip,
        "city": who.city,
        "state": who.state,
        "country": who.region.country,
        "hs_language": who.region.language,
        "lifecyclestage": LIFECYCLE_STAGES[(number + number // 8) % len(LIFECYCLE_STAGES)],
        "hs_lead_status": LEAD_STATUSES[number % len(LEAD_STATUSES)],
        "hubspot_owner_id": owner_of(number),
    }


def company_record(number: int) -> dict[str, str]:
    """Company 0, 1, 2, ..., at the address of its first contact."""
    what, who = company(number), person(number)
    return {
        "name": what.name,
        "domain": what.domain,
        "website": f"https://{what.domain}",
        "industry": what.industry,
        "type": _COMPANY_TYPES[number % len(_COMPANY_TYPES)],
        "phone": who.phone,
        "address": who.street,
        "zip": who.zip,
        "city": who.city,
        "state": who.state,
        "country": who.region.country,
        "numberofemployees": str(number * 37 % 900 + 4),
        "annualrevenue": str((number * 53 % 400 + 3) * 125_000),
        "founded_year": str(1921 + number * 17 % 100),
        "lifecyclestage": LIFECYCLE_STAGES[number % len(LIFECYCLE_STAGES)],
        "hubspot_owner_id": owner_of(number),
    }


def deal(number: int) -> dict[str, str]:
    """Deal 0, 1, 2, ..., each with a company in its name."""
    subject = _DEAL_SUBJECTS[number % len(_DEAL_SUBJECTS)]
    stage = _DEAL_STAGES[number * 3 % len(_DEAL_STAGES)]
    year = 2025 if stage.startswith("closed") else 2027
    return {
        "dealname": f"{company(number % SAMPLE_COUNTS['companies']).name}: {subject} {number + 1}",
        "pipeline": "default",
        "dealstage": stage,
        "amount": f"{(number * 29 % 80 + 2) * 750}.00",
        "deal_currency_code": ("EUR", "EUR", "GBP", "USD")[number % 4],
        "closedate": f"{year}-{number * 5 % 12 + 1:02}-{number * 7 % 28 + 1:02}",
        "dealtype": ("newbusiness", "existingbusiness")[number % 2],
        "hs_priority": ("low", "medium", "high")[number % 3],
        "hubspot_owner_id": owner_of(number),
    }


def call(number: int) -> dict[str, str]:
    """Call 0, 1, 2, ..., with the contact of the same number."""
    called, day = person(number), f"2026-{number % 9 + 1:02}-{number * 11 % 28 + 1:02}"
    return {
        "hs_timestamp": f"{day} {9 + number % 8:02}:15",
        "hs_call_title": f"Call with {called.first_name} {called.last_name}",
        "hs_call_body": _CALL_NOTES[number % len(_CALL_NOTES)],
        "hs_call_direction": ("OUTBOUND", "INBOUND")[number % 2],
        "hs_call_status": ("COMPLETED", "COMPLETED", "NO_ANSWER")[number % 3],
        "hubspot_owner_id": owner_of(number),
    }


def owner_of(number: int) -> str:
    """The email address of the owner whose turn it is."""
    return SAMPLE_OWNERS[number // 3 % len(SAMPLE_OWNERS)].email
