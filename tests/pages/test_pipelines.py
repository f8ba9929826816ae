"""Settings, pipelines: stages and pipelines added, changed, moved and removed, and refusals."""

import pytest

from core.recipe import Recipe
from core.store.pipeline_changes import add_pipeline
from core.store.pipelines import list_pipelines
from core.store.stage_drafts import drafted_stages
from pages.parts.database import cursor as new_cursor
from tests.pages.visitor import Visitor, comma, imported, query

PIPELINES = "pages/settings/pipelines.py"


@pytest.fixture
def page(visitor: Visitor) -> Visitor:
    return visitor.open(PIPELINES)


@pytest.fixture
def two(visitor: Visitor) -> Visitor:
    """The pipeline of partners is chosen: stages Talks, Won, Lost."""
    add_pipeline(new_cursor(), "deals", "Partners", drafted_stages("deals", ["Talks"]))
    visitor.open(PIPELINES)
    visitor.app.button_group(key="pipelines-deals").set_value(value("Partners"))
    return visitor.run()


def value(label: str) -> str:
    return next(p.value for p in list_pipelines(new_cursor(), "deals") if p.label == label)


def stages(object_type: str = "deals", pipeline: int = 0) -> list[str]:
    return [s.label for s in list_pipelines(new_cursor(), object_type)[pipeline].stages]


def pick_stage(visitor: Visitor, row: int) -> Visitor:
    return visitor.pick(f"pipelines-grid-deals-{value('Partners')}-0", row)


def test_the_pipeline_of_a_new_store(page: Visitor):
    assert page.title == "Pipelines"
    table = page.table("Stage")
    assert table["Probability"].tolist()[-3:] == ["90 %", "Won", "Lost"]
    assert table["State"].tolist()[-3:] == ["Open", "Closed", "Closed"]
    assert not any(label.startswith("Remove") for label in page.fields("button"))


def test_tickets_have_states(page: Visitor):
    page.app.button_group(key="pipelines-object").set_value("tickets")
    page.run()
    assert "Probability" not in page.table("Stage").columns
    page.app.text_input[0].set_value("Waiting for parts")
    page.press("Add stage")
    assert "Waiting for parts added." in page.text
    assert stages("tickets")[-1] == "Waiting for parts"


def test_a_pipeline_is_added(page: Visitor):
    page.app.text_input(key="pipelines-name-deals-0").set_value("Partners")
    page.app.text_area(key="pipelines-stages-deals-0").set_value("Talks\nOffer")
    page.press("Add pipeline")
    assert "Partners added." in page.text
    assert stages(pipeline=1) == ["Talks", "Offer", "Won", "Lost"]


def test_a_stage_is_added_to_the_chosen_pipeline(two: Visitor):
    two.app.text_input[0].set_value("Signed")
    two.press("Add stage")
    assert stages(pipeline=1) == ["Talks", "Won", "Lost", "Signed"]
    assert two.table("Stage")["Probability"].tolist()[-1] == "50 %"


def test_a_stage_is_changed_and_moved(two: Visitor):
    pick_stage(two, 0)
    two.app.text_input[0].set_value("First talks")
    two.field("selectbox", "Probability").set_value(0.1)
    two.press("Save")
    assert "First talks saved." in two.text
    assert two.table("Stage")["Probability"].tolist()[0] == "10 %"
    two.pick(f"pipelines-grid-deals-{value('Partners')}-1", 0).press("Move down")
    assert stages(pipeline=1) == ["Won", "First talks", "Lost"]


def test_a_refusal_is_a_message(two: Visitor):
    two.app.text_input[0].set_value("talks")
    two.press("Add stage")
    assert "Two stages are called talks." in two.errors
    assert two.app.text_input[0].value == "talks"


def test_records_of_a_removed_stage_are_moved(two: Visitor):
    imported(comma("Deal name,Pipeline,Deal stage", "D,Partners,Talks"), recipe=Recipe.of("deals"))
    two.run()
    assert two.table("Stage")["Records"].tolist() == [1, 0, 0]
    pick_stage(two, 0)
    assert "1 deal is in it." in two.text
    two.press("Remove stage")
    assert "1 deal would be left without a stage." in two.errors
    two.set("selectbox", "Move the stage's deals to", "contractsent").press("Remove stage")
    assert stages(pipeline=1) == ["Won", "Lost"]
    assert query("select pipeline, dealstage from store.deals") == [("default", "contractsent")]


def test_a_pipeline_is_renamed_moved_and_removed(two: Visitor):
    two.field("text_input", "Name of the pipeline").set_value("Our partners")
    two.press("Save name")
    two.press("Move to the left")
    assert list_pipelines(new_cursor(), "deals")[0].label == "Our partners"
    assert two.button("Move to the left").disabled
    two.press("Remove pipeline")
    assert "Our partners removed." in two.text
    assert [p.label for p in list_pipelines(new_cursor(), "deals")] == ["Sales Pipeline"]
