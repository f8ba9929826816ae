"""The record page: what a record is associated with, and its activities. What shows is in the URL,
so that the browser's way back leads to it."""

from typing import Any

import pytest

from core.store.associations import create_label
from core.store.changing import changing
from pages.parts.current import BROWSE, RECORD
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from tests.engine.importing import Desk
from tests.engine.several import import_table
from tests.pages.address import address, goto, links
from tests.pages.visitor import Visitor, as_read, query

PEOPLE = (
    "contacts.email,contacts.firstname,companies.name,companies.domain,contacts~companies\n"
    "ada@acme.example,Ada,[Acme](x),acme.example,Works for\n"
    "bob@acme.example,Bob,[Acme](x),acme.example,\n"
)
LONG = "It was a *long* talk. " * 30


@pytest.fixture
def desk(visitor: Visitor) -> Desk:
    """The store that the pages show."""
    made = Desk.__new__(Desk)
    made.store, made.cursor = open_store(), new_cursor()
    return made


@pytest.fixture
def fair(desk: Desk) -> Desk:
    """Two contacts of one company; one is with it by a label."""
    with changing(desk.store) as cursor:
        create_label(cursor, "contacts", "companies", "Works for", "Employee")
    import_table(desk, PEOPLE, name="Fair [x](y)")
    return desk


def record(visitor: Visitor, object_type: str, **params: str) -> Visitor:
    """Opens the first record of an object."""
    [(record_id,)] = query(f"select min(hs_object_id) from store.{object_type}")
    return goto(visitor, RECORD, object=object_type, id=str(record_id), **params)


def associated(visitor: Visitor, object_type: str) -> Visitor:
    return record(visitor, object_type, tab="Associations")


def timeline(visitor: Visitor, object_type: str = "contacts", **params: str) -> Visitor:
    return record(visitor, object_type, tab="Timeline", **params)


def column(visitor: Visitor, name: str, table: int = 0) -> list[Any]:
    return visitor.app.dataframe[table].value[name].tolist()


def click(visitor: Visitor, key: str, row: int) -> Visitor:
    """Presses the button in a row of the first table whose column has a key that ends so."""
    widgets = dict(visitor.app.dataframe[0].proto.button_click_widgets)
    states = visitor.app._tree.get_widget_states()
    state = states.widgets.add(id=widgets[key])
    state.string_trigger_value.data = f'{{"row": {row}, "label": "x"}}'
    visitor.app._run(states)
    visitor._check()
    return visitor


def texts(visitor: Visitor) -> list[str]:
    return [element.value for element in visitor.app.text]


def steps(visitor: Visitor) -> list[str]:
    """The titles of the timeline."""
    titles = [as_read(each.label).split("** :gray")[0] for each in visitor.app.expander]
    return [title.removeprefix("**") for title in titles if title.startswith("**")]


# Associations


def test_the_page_says_at_once_with_what_a_record_is_associated(visitor: Visitor, fair: Desk):
    record(visitor, "companies")
    assert "Associated with 2 contacts" in visitor.text
    record(visitor, "contacts")
    assert "Associated with 1 company" in visitor.text
    assert not visitor.app.dataframe


def test_associated_records_have_their_labels_keys_and_import(visitor: Visitor, fair: Desk):
    associated(visitor, "companies")
    assert "Contacts :gray[2]" in visitor.text
    assert column(visitor, "record name") == ["Ada", "Bob"]
    assert [list(each) for each in column(visitor, "labels")] == [["Employee"], []]
    assert column(visitor, "email") == ["ada@acme.example", "bob@acme.example"]
    assert column(visitor, "import") == ["Fair [x](y), row 2", "Fair [x](y), row 3"]
    associated(visitor, "contacts")
    assert column(visitor, "record name") == ["[Acme](x)"]
    assert [list(each) for each in column(visitor, "labels")] == [["Works for"]]


def test_a_click_on_a_name_opens_that_record(visitor: Visitor, fair: Desk):
    associated(visitor, "companies")
    click(visitor, "record name", 1)
    assert visitor.title == "Bob"
    assert address(visitor)["tab"] == "Associations"
    assert column(visitor, "record name") == ["[Acme](x)"]
    assert "labels" not in visitor.app.dataframe[0].value


def test_a_click_on_an_import_opens_its_results(visitor: Visitor, fair: Desk):
    associated(visitor, "contacts")
    click(visitor, "import", 0)
    assert address(visitor) == {"import": "1"}


def test_the_way_back_of_the_browser_shows_the_last_record(visitor: Visitor, fair: Desk):
    associated(visitor, "companies")
    before = address(visitor)
    goto(visitor, RECORD, **{"import": "1"})
    assert visitor.title == "[Acme](x)"
    assert address(visitor) == before


def test_many_are_paged_and_all_of_them_are_in_records(visitor: Visitor, fair: Desk):
    [(acme,)] = query("select hs_object_id from store.companies")
    for sql in (
        "insert into store.contacts (hs_object_id, firstname) "
        "select 1000 + n, 'N' || n from range(50) as t(n)",
        f"insert into store.associations select 279, 1000 + n, {acme}, null, null "
        "from range(50) as t(n)",
    ):
        fair.cursor.execute(sql)
    associated(visitor, "companies")
    assert "Contacts :gray[52]" in visitor.text
    assert len(column(visitor, "record name")) == 25
    link = links(visitor)["See all 52 in Records"]
    assert link == f"browse?object=contacts&associated={acme}"
    record(visitor, "companies", tab="Associations", **{"contacts-page": "3"})
    assert column(visitor, "record name") == ["N8", "N9"]
    record(visitor, "companies", tab="Associations", **{"contacts-page": "99"})
    assert column(visitor, "record name") == ["N8", "N9"]
    goto(visitor, BROWSE, object="contacts", associated=str(acme))
    assert "52 records" in visitor.text
    visitor.press("Associated with ")
    assert address(visitor) == {"object": "contacts"}


def test_a_record_with_none_says_how_to_associate_it(visitor: Visitor, desk: Desk):
    desk.add("contacts", firstname="Ada")
    associated(visitor, "contacts")
    assert "not associated with contacts, companies, deals or tickets yet" in visitor.text
    assert "Import a file with contacts and companies together" in visitor.text
    assert "Start an import" in links(visitor)
    timeline(visitor)
    assert "no activities yet" in visitor.text
    assert "Import a file with contacts and calls, emails" in visitor.text
    assert "Start an import" in links(visitor)
    assert "Associated with" not in visitor.text


def test_an_object_that_cannot_be_associated_says_so(visitor: Visitor, desk: Desk):
    desk.add("products", name="Pen")
    associated(visitor, "products")
    assert "Products cannot be associated with other records." in visitor.text
    timeline(visitor, "products")
    assert "Products have no activities." in visitor.text
    assert list(links(visitor)) == ["Back to the list", "All lists"]


# Timeline


@pytest.fixture
def talks(desk: Desk) -> Desk:
    """A contact with a call and a task."""
    import_table(
        desk,
        "contacts.email,contacts.firstname,calls.hs_call_title,calls.hs_timestamp,"
        "calls.hs_call_body,calls.hs_call_status\n"
        f"ada@acme.example,Ada,First *talk*,2026-01-05 10:00,{LONG},COMPLETED\n",
        name="Calls",
    )
    import_table(
        desk,
        "contacts.email,tasks.hs_task_subject,tasks.hs_timestamp,tasks.hs_task_body\n"
        "ada@acme.example,Write,2026-02-05 10:00,Soon\n",
        name="Tasks",
    )
    return desk


def test_activities_are_a_timeline(visitor: Visitor, talks: Desk):
    timeline(visitor)
    assert steps(visitor) == ["Write", "First *talk*"]
    assert ":blue-badge[Completed]" in visitor.text
    assert "Soon" in texts(visitor)
    assert links(visitor)["Calls, row 2"] == "results?import=1"
    assert links(visitor)["Tasks, row 2"] == "results?import=2"
    opening = [each.label for each in visitor.app.button if each.label.startswith("Open")]
    assert opening == ["Open task", "Open call"]
    assert not visitor.app.dataframe


def test_a_long_text_is_shortened_until_it_is_unfolded(visitor: Visitor, talks: Desk):
    timeline(visitor)
    [short] = [text for text in texts(visitor) if text.startswith("It was")]
    assert short.endswith("…") and len(short) < 290
    [(call,)] = query("select hs_object_id from store.calls")
    visitor.app.session_state[f"activity-text-{call}"] = True
    visitor.run()
    assert LONG.strip() in texts(visitor)
    assert short not in texts(visitor)


def test_a_kind_can_be_chosen(visitor: Visitor, talks: Desk):
    timeline(visitor)
    [kinds] = visitor.app.get("button_group")
    shown = [option.content for option in kinds.proto.options]
    assert [text.rpartition(": ")[2] for text in shown] == ["Calls :gray[1]", "Tasks :gray[1]"]
    visitor.app.pills[0].set_value(["calls"])
    visitor.run()
    assert address(visitor)["kinds"] == "calls"
    assert steps(visitor) == ["First *talk*"]
    timeline(visitor, kinds="tasks,x", page="7")
    assert steps(visitor) == ["Write"]


def test_an_activity_opens_as_a_record(visitor: Visitor, talks: Desk):
    timeline(visitor)
    visitor.press("Open call")
    assert visitor.title == "First *talk*"
    assert "tab" not in address(visitor)
    associated(visitor, "calls")
    assert column(visitor, "record name") == ["Ada"]
    timeline(visitor, "calls")
    assert "an activity itself" in visitor.text


def test_an_unknown_tab_or_page_shows_the_usual_ones(visitor: Visitor, talks: Desk):
    record(visitor, "contacts", tab="x", page="²")
    assert visitor.app.toggle
    timeline(visitor, page="x")
    assert len(steps(visitor)) == 2


def test_a_tab_is_kept_in_the_address(visitor: Visitor, talks: Desk):
    record(visitor, "contacts")
    assert "tab" not in address(visitor)
    timeline(visitor)
    assert address(visitor)["tab"] == "Timeline"
