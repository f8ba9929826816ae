"""The rules of automatic mapping as tables: a rule, a row of headers, what each column becomes."""

import pytest

from core.automap import normalise_header
from tests.automap.mapping import guess, mapped, write

SCOPES = [
    ("a business phone wins over a home phone", "Home Phone | Business Phone", "- | phone"),
    ("and a plain one over both", "Home Phone | Phone | Business Phone", "- | phone | -"),
    ("a home phone is taken where it is the only one", "Home Phone | Email", "phone | email"),
    ("the whole home address gives way", "Home City | Home Zip | City", "- | - | city"),
    ("also its parts without a better one", "Work Street | Home State", "address | -"),
    ("a home address alone is taken", "Home Street | Home City", "address | city"),
    ("a delivery address gives way to an invoice address",
     "Shipping City | Billing City", "- | city"),
    ("a second address gives way", "Other City | City", "- | city"),
    ("an assistant's phone is never taken", "Assistant's Phone | Email", "- | email"),
    ("nor an emergency contact's", "Emergency Contact Phone | Email", "- | email"),
    ("a work e-mail wins over a private one", "Personal Email | Work Email", "- | email"),
    ("the scope may stand in brackets", "Phone (home) | Phone (work)", "- | phone"),
    ("or behind", "Email Home | Email Work | Email Other", "- | email | -"),
    ("phonetic spellings are left out", "Last Name (kana) | Last Name", "- | lastname"),
]  # fmt: skip
NUMBERED = [
    ("the first of several is taken", "E-mail 1 | E-mail 2 | E-mail 3", "email | - | -"),
    ("values of numbered pairs", "Phone 1 - Type | Phone 1 - Value", "- | phone"),
    ("not those of the second pair", "Phone 2 - Type | Phone 2 - Value", "- | -"),
    ("a number in brackets repeats the column", "TEL-1(1) | TEL-2(1)", "phone | -"),
    ("a group number belongs to the address", "Address 1 - City | Address 2 - City", "city | -"),
    ("contacts have one address line", "Address 1 | Address 2", "address | -"),
    ("a plain column and a numbered one", "Phone | Phone 2", "phone | -"),
]
TECHNICAL = [
    ("ids of other systems", "Lead ID | Customer ID | ID | No.", "- | - | - | -"),
    ("a Record ID is the record's", "Record ID", "hs_object_id"),
    ("types and labels of other columns", "Address Type | Phone Label", "- | -"),
    ("checksums and flags", "(Do Not Modify) Row Checksum | Is Active", "- | -"),
    ("tags and groups", "Tags | Categories | Group Membership", "- | - | -"),
    ("consent", "Email Opt Out | Do Not Call | Newsletter", "- | - | -"),
    ("tax and bank details", "VAT Number | IBAN", "- | -"),
    ("who made or changed a record", "Created By | Last Modified By", "- | -"),
    ("advertising", "Campaign | utm_source | IP Address", "- | - | -"),
    ("name parts without a property", "Middle Name | Suffix | Nickname", "- | - | -"),
    ("a department", "Department", "-"),
    ("an attendee's status is none of the contact", "Attendee Status | Email", "- | email"),
    ("one unknown word leaves a header alone", "Blood Phone | Moon City", "- | -"),
    ("nothing for empty headers", " |  | Email", "- | - | email"),
]
PERSONS = [
    ("a title right before the first name is a form of address",
     "Title | First Name | Last Name", "salutation | firstname | lastname"),
    ("a title behind the name is a job title",
     "First Name | Last Name | Title", "firstname | lastname | jobtitle"),
    ("beside a job title it is a form of address", "Job Title | Title", "jobtitle | salutation"),
    ("a title between both is neither", "Salutation | Title | Job Title",
     "salutation | - | jobtitle"),
    ("a plain name is a full name, not a first or last name", "Name | Email", "- | email"),
    ("beside a last name it is the first name", "Name | Last Name", "firstname | lastname"),
    ("beside both halves it is a full name", "Name | First Name | Last Name",
     "- | firstname | lastname"),
    ("a full name", "Full Name | Contact Name", "- | -"),
]  # fmt: skip
LANGUAGES = [
    ("fr", "Nom is the last name beside Prénom", "Nom | Prénom", "lastname | firstname"),
    ("fr", "Nom alone is a full name", "Nom | Email", "- | email"),
    ("pt", "Nome is the first name beside Sobrenome", "Nome | Sobrenome", "firstname | lastname"),
    ("it", "Nome beside Cognome", "Cognome | Nome", "lastname | firstname"),
    ("es", "Nombre beside Apellidos", "Nombre | Apellidos", "firstname | lastname"),
    ("es", "Nombre alone is a full name", "Nombre | Correo", "- | email"),
    ("tr", "Ad beside Soyad", "Ad | Soyad", "firstname | lastname"),
    ("ko", "이름 beside 성", "성 | 이름", "lastname | firstname"),
    ("vi", "Tên beside Họ", "Họ | Tên", "lastname | firstname"),
    ("ro", "Nume beside Prenume", "Nume | Prenume", "lastname | firstname"),
    ("de", "Land is a country", "Land | Ort", "country | city"),
    ("da", "By is a town", "By | Land", "city | country"),
    ("es", "Estado is a region beside a town", "Ciudad | Estado", "city | state"),
    ("es", "Estado elsewhere is a status", "Correo | Estado", "email | hs_lead_status"),
    ("de", "compounds are taken apart", "Lieferstraße | Firmentelefon", "address | phone"),
    ("de", "umlauts may be written out", "Strasse | Geschaeftsfuehrer", "address | -"),
    ("ja", "compounds without blanks", "自宅住所 | 会社住所", "- | address"),
    ("ja", "readings of names are left out", "姓 | 姓（カナ） | セイ | ふりがな",
     "lastname | - | - | -"),
    ("ja", "the reading of any name", "会社名 | 会社名(フリガナ)", "company | -"),
    ("ja", "the prefecture in brackets", "住所(都道府県) | 住所(市区町村)", "state | city"),
    ("zh", "traditional signs", "姓 | 名 | 電子郵件 | 手機 | 公司名稱",
     "lastname | firstname | email | mobilephone | company"),
    ("zh", "simplified signs", "姓 | 名 | 电子邮件 | 手机 | 公司名称",
     "lastname | firstname | email | mobilephone | company"),
    ("zh", "the recipient's address gives way", "收货地址 | 公司地址", "- | address"),
    ("ko", "the home address gives way", "자택주소 | 회사주소", "- | address"),
    ("ar", "final h in either spelling", "المدينه | الدولة", "city | country"),
    ("he", "abbreviations with quotes", 'דוא"ל | שם פרטי', "email | firstname"),
    ("", "another language than the chosen one", "Vorname | Nachname | Straße",
     "firstname | lastname | address"),
    ("nl", "headers that clearly speak another language", "Vorname | Nachname | PLZ",
     "firstname | lastname | zip"),
]  # fmt: skip
TYPOS = [
    ("a letter missing", "Telphone | Last Nme", "phone | -"),
    ("a letter too many", "Addresss | Firstt Name", "address | firstname"),
    ("two letters swapped", "Frist Name | Lastnaem", "firstname | lastname"),
    ("not in short words", "Cty | Zpi", "- | -"),
    ("not another first letter: a form's name is no forename", "form_name | Email", "- | email"),
    ("not a word more or less", "Moon Last Name", "-"),
    ("not in Japanese", "メールアドレブ", "-"),
]
OBJECTS = [
    ("companies", "a plain name is the company's", "Name | Website", "name | website"),
    ("companies", "an e-mail address belongs to a contact", "Email | Contact Person", "- | -"),
    ("companies", "a second address line has a property", "Address 1 | Address 2",
     "address | address2"),
    ("deals", "a title is the deal's name", "Title | Amount", "dealname | amount"),
    ("deals", "company and contact are other records", "Company | Contact | Stage",
     "- | - | dealstage"),
    ("tickets", "a title is the subject", "Title | Status", "subject | hs_pipeline_stage"),
    ("tickets", "a resolution date closes", "Resolved Date", "closed_date"),
    ("tickets", "unless there is a close date", "Resolved Date | Closed Date", "- | closed_date"),
    ("products", "a title is the product's name", "Title | SKU", "name | hs_sku"),
    ("products", "a list price gives way to a price", "MSRP | Price", "- | price"),
    ("products", "a list price alone is the price", "Name | MSRP", "name | price"),
    ("products", "a code alone is the SKU", "Code | Name", "hs_sku | name"),
    ("products", "a sale price is not the price", "Sale Price | Stock | Weight", "- | - | -"),
    ("calls", "who called whom", "From | To | Duration",
     "hs_call_from_number | hs_call_to_number | hs_call_duration"),
    ("tasks", "the due date, not the start", "Name | Start Date | Due Date",
     "hs_task_subject | - | hs_timestamp"),
    ("contacts", "an owner by any name", "Sales Rep", "hubspot_owner_id"),
]  # fmt: skip
SEVERAL = [
    ("a header names its object", "Contact - Email | Company - Name | Deal - Name",
     "contacts.email | companies.name | deals.dealname"),
    ("company matters go to the company", "Company | Industry | Website",
     "companies.name | companies.industry | companies.website"),
    ("personal ones to the contact", "First Name | Email | Job Title",
     "contacts.firstname | contacts.email | contacts.jobtitle"),
    ("the company's phone is the company's", "Company Phone | Mobile",
     "companies.phone | contacts.mobilephone"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "headers", "properties"), [*SCOPES, *NUMBERED, *TECHNICAL, *PERSONS, *TYPOS]
)
def test_contacts(rule: str, headers: str, properties: str) -> None:
    assert mapped(headers) == properties, rule


@pytest.mark.parametrize(("language", "rule", "headers", "properties"), LANGUAGES)
def test_languages(language: str, rule: str, headers: str, properties: str) -> None:
    assert mapped(headers, language=language) == properties, rule


@pytest.mark.parametrize(("objects", "rule", "headers", "properties"), OBJECTS)
def test_objects(objects: str, rule: str, headers: str, properties: str) -> None:
    assert mapped(headers, objects) == properties, rule


@pytest.mark.parametrize(("rule", "headers", "properties"), SEVERAL)
def test_several_objects(rule: str, headers: str, properties: str) -> None:
    assert mapped(headers, "contacts,companies,deals") == properties, rule


@pytest.mark.parametrize(
    ("rule", "header", "cells", "prop"),
    [
        ("forms of address make a title a salutation", "Title", "Mr Ms Dr", "salutation"),
        ("other words a job title", "Title", "CEO Buyer Clerk", "jobtitle"),
        ("German forms of address", "Titel", "Herr Frau Herr", "salutation"),
        ("unknown header over e-mail addresses", "xyz", "a@b.com c@d.org", "email"),
        ("unknown header over anything else", "xyz", "red green blue", "-"),
        ("a phone column of e-mail addresses", "Tel.", "a@b.com c@d.org", "-"),
        ("a website column of plain words", "Web", "yes no yes", "-"),
        ("links to LinkedIn", "Link", "https://linkedin.com/in/a linkedin.com/in/b",
         "hs_linkedin_url"),
        ("empty cells say nothing", "Tel.", "", "phone"),
        ("an invalid cell among valid ones says nothing", "E-mail adres", "a@b.com n/a", "email"),
    ],
)  # fmt: skip
def test_values(rule: str, header: str, cells: str, prop: str) -> None:
    samples = [[cell] for cell in cells.split()]
    assert write(guess([header], language="de", samples=samples)) == prop, rule


@pytest.mark.parametrize(
    ("headers", "properties"),
    [
        (["First Name", "Last Name", "URL", "Connected On"],
         "firstname | lastname | hs_linkedin_url | -"),
        (["First Name", "URL"], "firstname | -"),
        (["*ContactName", "POAddressLine1", "POCity", "SACity"], "- | address | city | -"),
    ],
)  # fmt: skip
def test_the_program_that_wrote_the_file(headers: list[str], properties: str) -> None:
    assert write(guess(headers)) == properties


@pytest.mark.parametrize("header", ["Schoenmaat", "SCHOENMAAT", "schoen_maat", "Shoe size"])
def test_a_custom_property_by_label_name_and_other_label(header: str) -> None:
    assert mapped(header) == "schoenmaat"


@pytest.mark.parametrize("header", ["createdate", "Create Date", "Last Modified Date", "Erstellt"])
def test_read_only_properties_are_never_proposed(header: str) -> None:
    (one,) = guess([header])
    assert one.property is None
    assert not any(name in ("createdate", "hs_lastmodifieddate") for name, _ in one.alternatives)


def test_a_remembered_correction_wins() -> None:
    remembered = {normalise_header("Voornaam*"): "lastname", normalise_header("E-Mail"): ""}
    first, email = guess(["voornaam", "email"], remembered=remembered)
    assert (first.property, first.confidence) == ("lastname", 1.0)
    assert first.reason == "You chose Last Name for this header before."
    assert email.property is None
    assert "you left this column out before" in email.reason


def test_a_remembered_correction_names_the_object_where_there_are_several() -> None:
    remembered = {normalise_header("Stadt"): "companies.city"}
    (one,) = guess(["Stadt"], "contacts,companies", remembered=remembered)
    assert (one.object_type, one.property) == ("companies", "city")


def test_a_remembered_property_that_is_gone_leaves_the_column_out() -> None:
    (one,) = guess(["Email"], remembered={"email": "deleted_property"})
    assert one.property is None


def test_reason_and_alternatives() -> None:
    email, phone, other = guess(["Mail", "Telefoon", "E-mail 2"], language="nl")
    assert email.reason == 'The header "Mail" is Dutch for Email.'
    assert 0.9 < email.confidence <= 1
    assert phone.index == 2
    assert other.reason.startswith("Left out: ")
    assert len(email.alternatives) <= 3


@pytest.mark.parametrize(
    ("headers", "properties"),
    [
        (
            "Email | Deal name | Amount | Close date",
            "contacts.email | deals.dealname | deals.amount | deals.closedate",
        ),
        (
            "First name | City | Company name | City",
            "contacts.firstname | contacts.city | companies.name | companies.city",
        ),
        ("City | Email | Company name", "contacts.city | contacts.email | companies.name"),
    ],
)
def test_what_fits_several_objects_goes_to_the_one_before_it(headers, properties) -> None:
    assert mapped(headers, "contacts,companies,deals") == properties


LABELLED = [
    ("all mobile, the next one is the phone", ["Mobile", "Mobile"],
     "- | mobilephone | - | phone"),
    ("in other languages", ["手机", "Móvil"], "- | mobilephone | - | phone"),
    ("not where some are of another kind", ["Mobile", "Home"],
     "- | phone | - | -"),
    ("not where nothing is said", [""], "- | phone | - | -"),
]  # fmt: skip


@pytest.mark.parametrize("word", ["Label", "Type"])
@pytest.mark.parametrize(
    ("rule", "kinds", "properties"), LABELLED, ids=[case[0] for case in LABELLED]
)
def test_the_kind_of_a_number_may_stand_beside_it(rule, kinds, properties, word) -> None:
    headers = [f"Phone 1 - {word}", "Phone 1 - Value", f"Phone 2 - {word}", "Phone 2 - Value"]
    samples = [[kind, "+31 6 12345678", "Work", "020 5550100"] for kind in kinds]
    assert write(guess(headers, samples=samples)) == properties


PROGRAMS = [
    ("Thunderbird writes a birthday in three parts",
     "Primary Email | Birth Year | Birth Month | Birth Day", "email | - | - | -"),
    ("also in German", "Geburtsjahr | Geburtsmonat | Geburtstag", "- | - | -"),
    ("one column of it is a birthday", "Geburtstag | E-Mail", "date_of_birth | email"),
    ("Outlook's own phone before its company's, the street before the whole address",
     "E-mail Address | Company Main Phone | Business Phone | Business Address | Business Street",
     "email | - | phone | - | address"),
    ("Yahoo calls a phone Work", "First | Last | Email | Home | Work | Yahoo Phone",
     "firstname | lastname | email | - | phone | -"),
    ("iPhone is a mobile", "Phone (iPhone) | Phone (Work) | URL (Home Page)",
     "mobilephone | phone | website"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "headers", "properties"), PROGRAMS, ids=[case[0] for case in PROGRAMS]
)
def test_exports_of_programs(rule, headers, properties) -> None:
    assert mapped(headers) == properties


def test_days_alone_are_no_birthday() -> None:
    assert write(guess(["Birth day", "Email"], samples=[["2", ""], ["31", ""]])) == "- | email"
