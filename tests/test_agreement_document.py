"""The agreement as a document: what its first page says, what is left out, and how long it is."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import takewhile
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from esteem_match.documents import Document, agreement_document
from esteem_match.documents.blocks import Block, flat
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.render import FORMATS
from tests.papers import CONTENT, DAY, room, words

Texts = Mapping[str, str]


def held(said: Texts | None = None) -> RoundResult:
    """A round with two practitioners that wrote this and nothing else."""
    return replace(room("", words()), now=said or {})


def agreed(said: Texts | None = None) -> Document:
    return agreement_document(held(said), DAY)


def decided(role: str, decision: str = "yes", **said: str) -> dict[str, str]:
    return {f"{name}.{role}": text for name, text in {"decision": decision, **said}.items()}


def page_one(paper: Document) -> list[Block]:
    """All that stands before the annex."""
    found = list(flat(paper.blocks))
    return found[: next(at for at, one in enumerate(found) if one.kind == "new_page")]


def under(paper: Document, title: str) -> list[Block]:
    """What stands below a heading, up to the next."""
    found = list(flat(paper.blocks))
    at = next((n for n, one in enumerate(found) if one.kind == "heading" and one.text == title), -1)
    below = found[at + 1 :] if at >= 0 else []
    return list(takewhile(lambda one: one.kind not in ("heading", "new_page"), below))


DONE = dict.fromkeys(("task", "by", "until"), "Ask Tom")


def test_page_one_says_what_was_decided_by_whom_and_until_when_and_has_room_to_sign() -> None:
    paper = agreed(decided("resource-builder", task="Find a room", by="Tom", until="May"))
    (table, *_) = under(paper, words().t("agree.decided"))
    assert table.kind == "table"
    assert table.rows == (("Help with practical things", "Find a room", "Tom", "May"),)
    titles = [one.text for one in page_one(paper) if one.kind == "heading"]
    last = ["agree.not_do_several", "agree.again", "agree.sign"]
    assert titles[-3:] == [words().t(one) for one in last]
    (signed,) = under(paper, words().t("agree.sign"))
    assert signed.kind == "table"
    assert all(row[0] and not any(row[1:]) for row in signed.rows)
    assert len(signed.rows) == 2 + len(held().board.practitioners)


def test_what_is_put_off_has_a_line_and_no_room_and_what_is_open_has_room() -> None:
    """In the made-up pair, the group keeps its meetings to itself."""
    paper = agreed(decided("resource-builder", "no") | decided("co-educator", **DONE))
    (put_off,) = under(paper, words().t("agree.decision_no"))
    assert put_off.kind == "bullets"
    help_now, meetings = put_off.texts
    assert help_now == "Help with practical things"
    assert meetings.startswith("Be there in meetings: The group said no")
    (table,) = under(paper, words().t("agree.decision_open"))
    assert table.kind == "table"
    assert [row[1:] for row in table.rows] == [("",) * 4] * 2


def test_what_was_written_on_a_role_that_is_put_off_still_stands_there() -> None:
    paper = agreed(decided("resource-builder", "no", task="Ask again in May"))
    own = [one.text for one in page_one(paper) if one.kind == "own_words"]
    assert own == ["Ask again in May"]


@pytest.mark.parametrize("is_open", [True, False])
def test_three_decided_roles_make_two_pages_in_normal_print(*, is_open: bool) -> None:
    task = "Ask the library about a room for Tuesday evenings, and tell the group in two weeks"
    said = {"not_do": "Lead a meeting, or speak for us", "disagree": "Talk first.", **ON_BOUNDARIES}
    for at, role in enumerate(CONTENT.model.roles):
        if at < 3:
            said |= decided(role.id, task=task, by="Amina and Tom", until="The end of May")
        elif not is_open:
            said |= decided(role.id, "no")
    paper = agreed({**said, "again": "2027-11-03"})
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf(paper))).pages]
    assert len(pages) == 2
    assert words().t("agree.sign") in pages[0]
    assert words().t("agree.annex") in pages[1]


ON_BOUNDARIES = {
    f"boundary.{one.id}": "Only when Amina asks, and for the first half hour."
    for one in CONTENT.model.agreement[:4]
}


def pdf(paper: Document) -> bytes:
    return FORMATS["pdf"].render(paper)


def test_it_says_whether_it_is_a_draft_or_agreed_and_since_when() -> None:
    draft, since = held(), date(2027, 4, 30)
    entry = SimpleNamespace(number=1, day=since, field="agreed", value="1")
    for shown, said in (
        (draft, words().t("agree.draft")),
        (replace(draft, agreed=True), words().t("agree.agreed")),
        (replace(draft, agreed=True, history=(entry,)), "Agreed on 30 April 2027."),
        (replace(draft, history=(entry,)), words().t("agree.draft")),
    ):
        first = agreement_document(shown, DAY).blocks[0]
        assert first.kind == "para"
        assert first.text == said


def test_each_point_is_asked_once_and_those_that_answers_touch_come_first() -> None:
    paper = agreed()
    asked = json.dumps(paper.model_dump(mode="json"))
    for title in ("If we disagree", "What the practitioner is not"):
        assert asked.count(title) == (title == "If we disagree")
    (ticks,) = [one for one in flat(paper.blocks) if one.kind == "ticks"]
    touched = [point.touched for point in held().points]
    assert touched == sorted(touched, reverse=True)
    assert len(ticks.options) == len(set(ticks.options)) == len(touched)


def test_it_speaks_of_one_practitioner_or_of_several_as_there_are() -> None:
    many, one = held(), held()
    alone = one.board.model_copy(update={"practitioners": one.board.practitioners[:1]})
    for result, found in ((many, False), (replace(one, board=alone), True)):
        said = json.dumps(agreement_document(result, DAY).model_dump(mode="json"))
        assert bool(re.search(r"\bthe practitioner\b", said, re.IGNORECASE)) == found


def test_words_that_an_older_agreement_has_on_a_point_asked_elsewhere_are_not_lost() -> None:
    assert "Not our voice" in json.dumps(
        agreed({"boundary.not": "Not our voice"}).model_dump(mode="json")
    )
