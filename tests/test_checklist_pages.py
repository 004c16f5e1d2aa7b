"""A checklist on the pages: asked, shown, checked, typed from paper, taken home and renewed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from esteem_match import export, journey, resources
from esteem_match.export import BadFile, ExportedAnswer
from esteem_match.models import Answer, Side
from esteem_match.ui.mine import page
from tests import checklists_toy, toys
from tests.asking import KEPT, asked, given, part, post
from tests.checklists_toy import BOXES, CONTACTS, LIMITS, OFFER
from tests.test_pages import open_page, press, shown, word

pytestmark = pytest.mark.usefixtures("own_pages")


@pytest.fixture(autouse=True)
def folder(own_pages: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001
    """The toy with checklists in place of the shipped questions."""
    made = toys.write(tmp_path / "boxed", checklists_toy.spoken())
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(made))
    resources.reset()
    return made


def someone(side: Side = "group", answers: Mapping[str, Answer] | None = None) -> str:
    code = resources.store().create(side, resources.library().version, "1", "en")
    resources.store().save(code, dict(answers or {}))
    return code


def boxes(name: str, *ticked: str, said: Answer = 0) -> dict[str, Answer]:
    return {box: 1 if box in ticked else said for box in BOXES[name]}


def rows(code: str) -> str:
    return " ".join(shown(open_page("assess", code, step="check")).split())


SAID: dict[str, tuple[dict[str, Answer], str | None]] = {
    "nothing": ({}, None),
    "two boxes": (boxes(LIMITS, "g.aa.no", "g.ask"), "0 2"),
    "none of these": (boxes(LIMITS), "none"),
    "not sure": (boxes(LIMITS, said=None), "unsure"),
    "a part of the boxes, none ticked": ({"g.aa.no": 0}, None),
    "a part of the boxes": ({"g.aa.no": 0, "g.bb.no": 1}, "1"),
}


@pytest.mark.parametrize("what", SAID)
def test_a_checklist_is_drawn_as_one_question_with_what_is_kept(what: str) -> None:
    answers, said = SAID[what]
    found = asked(open_page("assess", someone(answers=answers), step="limits"))
    assert list(found) == [LIMITS, CONTACTS, "g.open"]
    limits = found[LIMITS]
    assert (limits["text"], limits["help"]) == ("Which of g.limits?", "Tick any.")
    assert limits["boxes"] == BOXES[LIMITS]
    assert limits["said"] == said
    assert limits["options"] == [
        ["0", "What about g.aa.no?"],
        ["1", "What about g.bb.no?"],
        ["2", "About g.ask"],
        ["none", "None of these"],
        ["unsure", word("answer.unsure")],
    ]


def test_a_clear_no_has_the_part_drawn_anew_and_other_boxes_do_not() -> None:
    mine = asked(open_page("assess", someone("practitioner"), step="offer"))
    assert mine[OFFER]["opens"]
    assert not asked(open_page("assess", someone(), step="limits"))[LIMITS]["opens"]


def test_what_a_clear_no_has_closed_is_no_longer_among_the_parts() -> None:
    code = someone("practitioner", boxes(OFFER, "p.aa.no"))
    drawn = part(open_page("assess", code, step="offer"))
    assert "About can-bb" in drawn["map"]
    assert "About can-aa" not in drawn["map"]
    assert 'data-to="/assess?step=can-bb"' in drawn["ways"]


def test_the_map_counts_a_checklist_as_one_open_question() -> None:
    drawn = part(open_page("assess", someone(), step="start"))
    assert f"About limits: {word('assess.map_open').format(count=3)}" in drawn["map"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (boxes(LIMITS, "g.bb.no", "g.ask"), "What about g.bb.no?; About g.ask"),
        (boxes(LIMITS), "None of these"),
        (boxes(LIMITS, said=None), "Not sure"),
        ({"g.ask": 1}, "Not answered yet"),
    ],
)
def test_the_check_has_one_row_for_a_checklist(answers: dict[str, Answer], said: str) -> None:
    told = rows(someone(answers={"g.stage": 0, **answers}))
    assert told.count("<dt>Which of g.limits?</dt>") == 1
    assert f"<dt>Which of g.limits?</dt><dd>{said} " in told
    assert "item=g.limits" in told
    assert "<dt>About g.ask</dt>" not in told


def test_an_open_checklist_is_listed_once_and_leads_to_its_boxes() -> None:
    code = someone(answers={"g.stage": 0})
    told = rows(code)
    assert word("check.missing_first").format(count=8) in told
    assert 'href="/assess?step=limits&amp;item=g.limits&amp;back=check"' in told


@pytest.mark.parametrize("item", ["g.ask", LIMITS])
def test_a_link_to_a_box_leads_to_the_question_in_which_it_stands(item: str) -> None:
    app = open_page("assess", someone(), step="limits", item=item)
    assert given(app, "arrive")["item"] == LIMITS


def test_who_has_left_questions_open_is_not_told_that_all_is_answered() -> None:
    everything = {item.id: 0 for item in resources.library().contents["en"].group.items()}
    mine = {**everything, "g.name": None}
    del mine["g.stage"]
    drawn = part(open_page("assess", someone(answers=mine), step="limits"))
    assert word("assess.map_open").format(count=1) in drawn["progress"]
    assert word("assess.none_left") not in drawn["progress"]
    assert "width:100%" in drawn["progress"]


def test_a_form_from_paper_has_a_key_for_each_box_for_none_and_for_not_sure() -> None:
    app = open_page("assess", someone(answers=boxes(LIMITS, "g.ask")), step="paper")
    form = given(app, "numbers")
    limits = next(one for one in form["questions"] if one["id"] == LIMITS)
    assert limits["text"] == "9. Which of g.limits?"
    assert [label for _, label in limits["options"]] == [
        "1 What about g.aa.no?",
        "2 What about g.bb.no?",
        "3 About g.ask",
        "0 None of these",
        "U Not sure",
    ]
    assert (limits["reached"], limits["said"]) == (True, "2")
    assert word("paper.type_boxes") in shown(app)


def test_a_checklist_that_a_page_hands_over_stands_there_and_on_the_check() -> None:
    code = someone()
    app = open_page("assess", code, step="limits")
    assert post({"token": given(app)["token"], "answers": boxes(LIMITS, "g.ask")}) == KEPT
    assert asked(app.run())[LIMITS]["said"] == "2"
    assert "<dd>About g.ask " in rows(code)


# Taken home and brought back


def said(answers: Mapping[str, Answer]) -> tuple[ExportedAnswer, ...]:
    return tuple(
        ExportedAnswer(id=n, question="", answer=one, words="") for n, one in answers.items()
    )


@pytest.mark.parametrize("answers", [boxes(LIMITS, "g.ask"), boxes(LIMITS, said=None)])
def test_a_whole_checklist_is_read_back(answers: dict[str, Answer]) -> None:
    rules = resources.library().contents["en"]
    assert export.fit("group", said(answers), rules) == answers


@pytest.mark.parametrize(
    "answers",
    [{"g.ask": 1}, {"g.aa.no": 0, "g.bb.no": 0}, {**boxes(LIMITS), "g.ask": None}],
)
def test_a_part_of_a_checklist_is_not_read_back(answers: dict[str, Answer]) -> None:
    rules = resources.library().contents["en"]
    with pytest.raises(BadFile) as caught:
        export.fit("group", said({"g.stage": 1, **answers}), rules)
    assert (caught.value.code, set(caught.value.items)) == ("unfit", set(answers))


def test_what_is_taken_home_says_of_a_box_what_was_asked() -> None:

    rules = resources.library().contents["en"]
    (told,) = list(page._answers(rules, {"g.ask": 1}))
    assert (told.question, told.words) == ("Which of g.limits? About g.ask", "Yes")


# Older questions


def older(answers: Mapping[str, Answer], folder: Path, **files: Any) -> str:
    """Somebody who answered before there were checklists; their code, under today's questions."""
    plain = {**toys.raw(), "interface": checklists_toy.spoken()["interface"], **files}
    toys.write(folder, plain)
    resources.reset()
    code = someone(answers=answers)
    toys.write(folder, checklists_toy.spoken())
    resources.reset()
    return code


def test_a_checklist_of_which_older_answers_know_a_part_is_asked_anew_and_a_clear_no_stays(
    folder: Path,
) -> None:
    code = older({"g.stage": 1, "g.aa.no": 1, "g.bb.no": 0}, folder)
    press(open_page("assess", code, step="check"), "renew")
    record = resources.store().load(code)
    assert record.version == resources.library().version
    assert record.answers == {"g.stage": 1, "g.aa.no": 1}
    group = resources.library().contents["en"].group
    assert "g.limits" in journey.missing(group, record.answers)


def test_older_answers_still_open_and_show_by_their_own_questions(folder: Path) -> None:
    code = older({"g.stage": 1, "g.aa.no": 1, "g.bb.no": 0}, folder)
    told = rows(code)
    assert "<dt>What about g.aa.no?</dt><dd>Please do not " in told
    assert resources.store().load(code).answers == {"g.stage": 1, "g.aa.no": 1, "g.bb.no": 0}
