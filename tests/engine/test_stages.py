"""A stage is one of its row's pipeline: by label or internal value, in the pipeline the row names,
else in the default one, else in the only one that has it."""

import pytest

from core.store.changing import changing
from core.store.pipeline_changes import add_pipeline
from core.store.stage_drafts import StageDraft
from tests.engine.importing import Desk


@pytest.fixture
def stages(desk: Desk) -> dict[str, str]:
    """A second pipeline, Partners, one stage of which is called as one of the first: the values."""
    drafts = [StageDraft("Closed Won", 1.0), StageDraft("Signed", 0.5)]
    with changing(desk.store) as cursor:
        made = add_pipeline(cursor, "deals", "Partners", drafts)
    won, signed = made.stages
    return {"Partners": made.value, "won": won.value, "signed": signed.value}


ROWS = [
    ("Partners", "Closed Won", "Partners", "won", None),
    ("partners ", "SIGNED", "Partners", "signed", None),
    ("Sales Pipeline", "Closed Won", "default", "closedwon", None),
    ("default", "closedwon", "default", "closedwon", None),
    ("", "Closed Won", "default", "closedwon", None),
    ("", "Signed", "Partners", "signed", None),
    ("Sales Pipeline", "Signed", None, None, "STAGE_NOT_IN_PIPELINE"),
    ("Partners", "closedwon", None, None, "STAGE_NOT_IN_PIPELINE"),
    ("Partners", "nothing", None, None, "INVALID_ENUMERATION_OPTION"),
]


@pytest.mark.parametrize(("pipeline", "stage", "in_pipeline", "kept", "code"), ROWS)
def test_the_stage_of_a_new_deal(
    desk: Desk, stages: dict[str, str], pipeline, stage, in_pipeline, kept, code
) -> None:
    result = desk.run(f"dealname,pipeline,dealstage\nMill,{pipeline},{stage}\n", "deals")
    if code:
        assert result.actions == ["failed"]
        assert [i for i in result.issues if i[1] == "dealstage"] == [(2, "dealstage", code, stage)]
        return
    wanted = (stages.get(in_pipeline, in_pipeline), stages.get(kept, kept))
    assert desk.records("deals", "pipeline", "dealstage") == [wanted]


def test_without_a_pipeline_column_the_stage_says_it(desk: Desk, stages: dict[str, str]) -> None:
    desk.run("dealname,dealstage\nMill,Signed\nLock,Closed Won\n", "deals")
    assert desk.records("deals", "pipeline", "dealstage") == [
        (stages["Partners"], stages["signed"]),
        ("default", "closedwon"),
    ]


def test_a_blank_stage_is_no_issue(desk: Desk, stages: dict[str, str]) -> None:
    deal = desk.add("deals", dealname="Mill", dealstage="closedwon", pipeline="default")
    result = desk.run(f"hs_object_id,pipeline,dealstage\n{deal},Partners,  \n", "deals")
    assert (result.actions, result.issues) == (["updated"], [])
