"""Contacts and the company of their email's domain, where the import is asked to associate them."""

import pytest

from tests.engine.importing import Desk
from tests.engine.several import import_table, links


def known(desk: Desk) -> None:
    """Contact 1 has a company already; company 2 has a domain, 3 and 4 share one, 5 has the
    domain of free mail."""
    desk.add("contacts", email="ada@acme.example")
    desk.add("companies", name="Acme", domain="acme.example")
    desk.add("companies", name="Twin 1", domain="twin.example")
    desk.add("companies", name="Twin 2", domain="twin.example")
    desk.add("companies", name="Mail", domain="gmail.com")
    desk.add("companies", name="Other", domain="other.example")
    desk.cursor.execute("insert into store.associations values (279, 1, 6, null, null)")


HELD = ("ada@acme.example", "Other", None)
# Table -> associations beside the one that was there, issues.
TABLES = {
    "a company in the store": (
        "contacts.email\nbob@ACME.example\n",
        [("bob@acme.example", "Acme", None)],
        [],
    ),
    "free mail says nothing": ("contacts.email\nbob@gmail.com\n", [], []),
    "no company has the domain": ("contacts.email\nbob@x.com\n", [], []),
    "several have it": ("contacts.email\nb@twin.example\n", [], ["AMBIGUOUS_ASSOCIATION_RECORD"]),
    "a contact with a company keeps that one": ("contacts.email\nada@acme.example\n", [], []),
    "a contact that the row gives a company": (
        "contacts.email,companies.name\nbob@acme.example,New\n",
        [("bob@acme.example", "New", None)],
        [],
    ),
    "a company that comes with the import": (
        "contacts.email,companies.domain,companies.name\nbob@new.example,,\n,new.example,New\n",
        [("bob@new.example", "New", None)],
        [],
    ),
    "a contact without an email": ("contacts.email,contacts.firstname\n,Bob\n", [], []),
    "a contact by its Record ID": ("contacts.hs_object_id,contacts.lastname\n7,Bob\n", [], []),
    "a row that fails": ("contacts.email\nbob@acme@example\n", [], ["INVALID_EMAIL"]),
}


@pytest.mark.parametrize("name", TABLES)
def test_contacts_go_to_the_company_of_their_domain(desk: Desk, name: str) -> None:
    table, found, codes = TABLES[name]
    known(desk)
    desk.add("contacts", firstname="No email")
    done = import_table(desk, table, associate_by_domain=True)
    assert links(desk) == sorted([HELD, *found])
    assert done.codes == codes
    if "contacts.email" in table and "firstname" not in table:
        assert import_table(desk, table, associate_by_domain=True).links == (0, 0)


def test_a_known_contact_found_by_its_record_id_uses_the_email_it_has(desk: Desk) -> None:
    desk.add("contacts", email="ada@acme.example")
    desk.add("companies", name="Acme", domain="acme.example")
    import_table(
        desk, "contacts.hs_object_id,contacts.lastname\n1,King\n", associate_by_domain=True
    )
    assert links(desk) == [("ada@acme.example", "Acme", None)]


def test_it_is_off_unless_asked_for(desk: Desk) -> None:
    known(desk)
    import_table(desk, "contacts.email\nbob@acme.example\n")
    assert links(desk) == [HELD]
