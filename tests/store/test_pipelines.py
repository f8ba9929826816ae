"""Pipelines and stages: what a change leaves, what is refused, and where records go."""

import pytest

from core.errors import StoreError
from core.store.changing import changing
from core.store.pipeline_changes import (
    add_pipeline,
    add_stage,
    change_stage,
    move_pipeline,
    move_stage,
    remove_pipeline,
    remove_stage,
    rename_pipeline,
)
from core.store.pipelines import (
    Pipeline,
    Stage,
    Uses,
    count_uses,
    list_pipelines,
    save_pipelines,
)
from core.store.properties import read_object_type
from core.store.stage_drafts import StageDraft, drafted_stages
from core.vocabulary import load_object_types
from tests.engine.importing import Desk, open_desk

WON, LOST = StageDraft("Won", 1.0), StageDraft("Lost", 0.0)
BOTH = pytest.mark.parametrize("object_type", ["deals", "tickets"])


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


@pytest.fixture
def partners(desk: Desk) -> Pipeline:
    with changing(desk.store) as cursor:
        return add_pipeline(cursor, "deals", "Partners", [StageDraft("Talks", 0.3), WON, LOST])


def labels(desk: Desk, object_type: str = "deals") -> dict[str, list[str]]:
    found = list_pipelines(desk.cursor, object_type)
    return {pipeline.label: [stage.label for stage in pipeline.stages] for pipeline in found}


def deal(desk: Desk, pipeline: str | None, stage: str | None) -> int:
    return desk.add("deals", dealname="D", pipeline=pipeline, dealstage=stage)


def version(desk: Desk) -> int:
    return desk.store.counter(desk.cursor, "version")


@BOTH
def test_what_is_read_and_saved_is_what_the_vocabulary_says(desk: Desk, object_type):
    save_pipelines(desk.cursor, object_type, list_pipelines(desk.cursor, object_type))
    assert read_object_type(desk.cursor, object_type) == load_object_types()[object_type]


def test_the_pipelines_of_a_new_store(desk: Desk):
    sales, support = (list_pipelines(desk.cursor, name)[0] for name in ("deals", "tickets"))
    assert (sales.value, sales.label, len(sales.stages)) == ("default", "Sales Pipeline", 7)
    assert sales.stages[5] == Stage("closedwon", "Closed Won", True, 1.0)
    assert (support.value, support.stages[3]) == ("0", Stage("4", "Closed", True))


def test_other_objects_have_none(desk: Desk):
    with pytest.raises(StoreError, match="contacts have no pipelines"):
        list_pipelines(desk.cursor, "contacts")


def test_a_pipeline_is_added_behind_the_others(desk: Desk, partners: Pipeline):
    assert list(labels(desk).items())[1:] == [("Partners", ["Talks", "Won", "Lost"])]
    assert [(stage.probability, stage.closed) for stage in partners.stages] == [
        (0.3, False),
        (1.0, True),
        (0.0, True),
    ]
    option = read_object_type(desk.cursor, "deals").property("dealstage").options[-1]
    assert option.metadata == {"pipeline": partners.value, "probability": "0.0", "state": "CLOSED"}


def test_stages_of_tickets_are_open_or_closed(desk: Desk):
    made = add_pipeline(
        desk.cursor, "tickets", "Repairs", [StageDraft("In"), StageDraft("Out", closed=True)]
    )
    assert [stage.closed for stage in made.stages] == [False, True]
    option = read_object_type(desk.cursor, "tickets").property("hs_pipeline_stage").options[-1]
    assert option.metadata == {"pipeline": made.value, "state": "CLOSED"}


def test_values_are_unique_over_all_pipelines_and_do_not_come_back(desk: Desk, partners: Pipeline):
    second = add_pipeline(desk.cursor, "deals", "Upsell", [WON])
    found = list_pipelines(desk.cursor, "deals")
    values = [value for p in found for value in (p.value, *p.stage_values)]
    assert len(set(values)) == len(values)
    remove_pipeline(desk.cursor, "deals", second.value)
    third = add_pipeline(desk.cursor, "deals", "Upsell", [WON])
    assert {third.value, *third.stage_values}.isdisjoint({second.value, *second.stage_values})


def test_two_pipelines_may_have_stages_of_the_same_name(desk: Desk, partners: Pipeline):
    assert add_stage(desk.cursor, "deals", "default", WON).label == "Won"


@pytest.mark.parametrize(
    ("label", "stages", "said"),
    [
        (" ", [WON], "A pipeline has no label"),
        ("sales PIPELINE", [WON], "Two pipelines are called sales PIPELINE"),
        ("Default", [WON], "Default is the internal value of the pipeline Sales Pipeline"),
        ("x" * 101, [WON], "longer than 100"),
        ("New", [], "needs a stage"),
        ("New", [StageDraft("", 0.1)], "A stage has no label"),
        ("New", [WON, StageDraft("won ", 0.5)], "Two stages are called won"),
        ("New", [StageDraft("ClosedWon", 0.5)], "internal value of the stage Closed Won"),
        ("New", [StageDraft("Talks", 1.5)], "not from 0 to 1"),
        ("New", [StageDraft("Talks")], "not from 0 to 1"),
    ],
)
def test_a_pipeline_that_cannot_be(desk: Desk, label, stages, said):
    before = desk.everything()
    with pytest.raises(StoreError) as raised, changing(desk.store) as cursor:
        add_pipeline(cursor, "deals", label, stages)
    assert said in raised.value.message and raised.value.hint
    assert desk.everything() == before


def test_pipelines_are_renamed_and_moved(desk: Desk, partners: Pipeline):
    rename_pipeline(desk.cursor, "deals", partners.value, "  Our  partners ")
    move_pipeline(desk.cursor, "deals", partners.value, -1)
    assert list(labels(desk)) == ["Our partners", "Sales Pipeline"]
    move_pipeline(desk.cursor, "deals", partners.value, -1)
    move_pipeline(desk.cursor, "deals", "default", 1)
    assert list(labels(desk)) == ["Our partners", "Sales Pipeline"]
    with pytest.raises(StoreError, match="Two pipelines are called Sales Pipeline"):
        rename_pipeline(desk.cursor, "deals", partners.value, "Sales Pipeline")
    with pytest.raises(StoreError, match="Somebody removed it"):
        rename_pipeline(desk.cursor, "deals", "none", "Other")


def test_records_without_a_pipeline_go_to_the_first_one(desk: Desk, partners: Pipeline):
    move_pipeline(desk.cursor, "deals", partners.value, -1)
    desk.run("dealname,dealstage\nD,Talks\n", "deals")
    talks = partners.stages[0].value
    assert desk.records("deals", "pipeline", "dealstage") == [(partners.value, talks)]


def test_stages_are_added_changed_and_moved(desk: Desk, partners: Pipeline):
    made = add_stage(desk.cursor, "deals", partners.value, StageDraft("Signed", 0.9))
    move_stage(desk.cursor, "deals", made.value, -2)
    assert labels(desk)["Partners"] == ["Talks", "Signed", "Won", "Lost"]
    move_stage(desk.cursor, "deals", partners.stages[0].value, -1)
    move_stage(desk.cursor, "deals", partners.stages[0].value, 1)
    change_stage(desk.cursor, "deals", made.value, StageDraft("Agreed", 1))
    assert labels(desk)["Partners"] == ["Agreed", "Talks", "Won", "Lost"]
    assert list_pipelines(desk.cursor, "deals")[1].stages[0] == Stage(
        made.value, "Agreed", True, 1.0
    )
    with pytest.raises(StoreError, match="Two stages are called Talks"):
        change_stage(desk.cursor, "deals", made.value, StageDraft("talks", 0.1))
    for change in (
        lambda: change_stage(desk.cursor, "deals", "none", WON),
        lambda: move_stage(desk.cursor, "deals", "none", 1),
        lambda: add_stage(desk.cursor, "deals", "none", WON),
    ):
        with pytest.raises(StoreError, match="Somebody removed it"):
            change()


def test_uses_are_counted_also_where_pipeline_and_stage_disagree(desk: Desk, partners: Pipeline):
    talks = partners.stages[0].value
    deal(desk, "default", "closedwon")
    deal(desk, "default", talks)
    deal(desk, partners.value, None)
    deal(desk, None, None)
    deal(desk, "gone", "gone")
    assert count_uses(desk.cursor, "deals") == Uses(
        {"default": 2, partners.value: 2, "gone": 1}, {"closedwon": 1, talks: 1, "gone": 1}
    )


def test_a_stage_without_records_is_removed(desk: Desk, partners: Pipeline):
    assert remove_stage(desk.cursor, "deals", partners.stages[0].value) == 0
    assert labels(desk)["Partners"] == ["Won", "Lost"]


def test_records_of_a_removed_stage_go_where_the_user_says(desk: Desk, partners: Pipeline):
    talks, won, _ = partners.stages
    moved, other = deal(desk, partners.value, talks.value), deal(desk, "default", "closedwon")
    for nowhere in (None, talks.value, "none"):
        with pytest.raises(StoreError, match="1 deal would be left without a stage") as raised:
            remove_stage(desk.cursor, "deals", talks.value, nowhere)
        assert raised.value.hint == "Choose the stage to move them to."
    before = version(desk)
    assert remove_stage(desk.cursor, "deals", talks.value, "contractsent") == 1
    record = desk.record(moved, "deals")
    assert (record["pipeline"], record["dealstage"]) == ("default", "contractsent")
    assert record["hs_lastmodifieddate"] is not None
    assert desk.record(other, "deals")["dealstage"] == "closedwon"
    assert version(desk) == before + 1
    assert labels(desk)["Partners"] == [won.label, "Lost"]


def test_the_last_stage_and_the_last_pipeline_stay(desk: Desk):
    made = add_pipeline(desk.cursor, "tickets", "Repairs", [StageDraft("In")])
    with pytest.raises(StoreError, match="only stage of its pipeline"):
        remove_stage(desk.cursor, "tickets", made.stages[0].value)
    remove_pipeline(desk.cursor, "tickets", "0")
    with pytest.raises(StoreError, match="the only pipeline"):
        remove_pipeline(desk.cursor, "tickets", made.value)
    assert labels(desk, "tickets") == {"Repairs": ["In"]}


def test_records_of_a_removed_pipeline_go_where_the_user_says(desk: Desk, partners: Pipeline):
    ids = [
        deal(desk, partners.value, partners.stages[0].value),
        deal(desk, partners.value, None),
        deal(desk, "default", partners.stages[1].value),
    ]
    with pytest.raises(StoreError, match="3 deals would be left without a stage"):
        remove_pipeline(desk.cursor, "deals", partners.value)
    with pytest.raises(StoreError, match="3 deals"):
        remove_pipeline(desk.cursor, "deals", partners.value, partners.stages[1].value)
    assert remove_pipeline(desk.cursor, "deals", partners.value, "closedlost") == 3
    assert {
        (desk.record(i, "deals")["pipeline"], desk.record(i, "deals")["dealstage"]) for i in ids
    } == {("default", "closedlost")}
    assert list(labels(desk)) == ["Sales Pipeline"]


def test_rows_of_a_file_name_stages_of_the_users_own(desk: Desk, partners: Pipeline):
    table = f"dealname,pipeline,dealstage\nA,partners,talks\nB,,{partners.stages[0].value}\n"
    assert desk.run(table, "deals").actions == ["created", "created"]
    assert desk.records("deals", "dealstage") == [(partners.stages[0].value,)] * 2


def test_a_dry_run_made_before_a_change_is_stale(desk: Desk, partners: Pipeline):
    before = version(desk)
    rename_pipeline(desk.cursor, "deals", partners.value, "Other")
    assert version(desk) == before + 1


@pytest.mark.parametrize(
    ("object_type", "names", "drafts"),
    [
        ("deals", ["Talks", "", " Offer "], [("Talks", 0.3), ("Offer", 0.7), *"WL"]),
        ("deals", [], [*"WL"]),
        ("deals", ["lost", "Talks", "WON"], [*"L", ("Talks", 0.5), *"W"]),
        ("deals", ["Talks", "Talks"], [("Talks", 0.7), ("Talks", 0.7), *"WL"]),
        ("tickets", ["In", "Closed"], [("In", None), *"C"]),
        ("tickets", ["In"], [("In", None), *"C"]),
    ],
)
def test_the_stages_of_a_new_pipeline_by_their_names(object_type, names, drafts):
    ends = {"W": WON, "L": LOST, "C": StageDraft("Closed", closed=True)}
    wanted = [ends[each] if isinstance(each, str) else StageDraft(*each) for each in drafts]
    assert drafted_stages(object_type, names) == wanted


def test_many_open_stages_are_neither_won_nor_lost():
    drafts = drafted_stages("deals", [f"S{n}" for n in range(40)])
    chances = [draft.probability for draft in drafts[:-2]]
    assert chances == sorted(chances) and (min(chances), max(chances)) == (0.1, 0.9)
