"""What a practitioner can offer: their own words, nothing of how they see a group, on one page."""

import io
from collections.abc import Mapping
from typing import Any

import pytest
from pypdf import PdfReader

from esteem_match import journey
from esteem_match.documents import Document, offer_document
from esteem_match.documents.blocks import Table, Ticks, flat
from esteem_match.documents.phrases import View
from esteem_match.models import Answer, Example
from esteem_match.render import FORMATS
from esteem_match.render.lower import for_paper
from tests.papers import CONTENT, DAY, LIBRARY, VERSION, made_up, words

EXAMPLES = LIBRARY.examples["en"]
PICTURE = [item.id for item in CONTENT.practitioner.items() if item.mirrors]
OWN = [item for item in CONTENT.practitioner.items() if not item.mirrors]


def offer(answers: Mapping[str, Answer], group: str = "The Larches") -> Document:
    counted = journey.counted(CONTENT.practitioner, answers)
    seen = journey.picture(CONTENT, counted)
    view = View(CONTENT, seen, counted, words(group), seen=True, version=VERSION)
    return offer_document(view, DAY)


def sams(**own: Answer) -> dict[str, Answer]:
    """The made-up practitioner's answers, with `own` ones by id, with _ for a dot."""
    return {**made_up()[1], **{name.replace("_", "."): one for name, one in own.items()}}


def helps(made: Document) -> dict[str, tuple[str, ...]]:
    """The rows of the table by the role that the study names."""
    (table,) = [one for one in made.blocks if isinstance(one, Table)]
    return {row[0].split("(")[-1].rstrip(")"): row[1:] for row in table.rows}


def listed(made: Document, title: str) -> tuple[str, ...]:
    """The list below a heading; empty where there is none."""
    blocks = list(made.blocks)
    heads = [at for at, one in enumerate(blocks) if getattr(one, "text", "") == words().t(title)]
    return next((getattr(blocks[at + 1], "texts", ()) for at in heads), ())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.id)
def test_it_fits_one_page(example: Example) -> None:
    made = offer(example.practitioner, str(example.group.get("g.name") or ""))
    assert len(PdfReader(io.BytesIO(FORMATS["pdf"].render(made))).pages) == 1


@pytest.mark.parametrize("answer", [None, 0, 2, 4])
def test_it_is_the_same_whatever_somebody_thinks_of_the_group(answer: Answer) -> None:
    picture = [one for one in PICTURE if one != "p.see.name"]
    plain = {name: one for name, one in sams().items() if name not in PICTURE}
    assert offer({**plain, "p.know": 2, **dict.fromkeys(picture, answer)}) == offer(
        {**plain, "p.know": 0}
    )


def test_it_says_from_whom_it_is_and_for_which_group() -> None:
    assert offer(sams()).meta[:2] == ("From: Sam (Pharmacist)", "For: The Larches")
    assert offer(sams(p_name=None, p_work=None), "").meta[:2] == (
        "From: a practitioner",
        "For: the group",
    )


ALL = {item.id: 4 for item in OWN if item.key} | {item.id: 0 for item in OWN if item.effect}
SAID: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "all of it": ({}, ("recommended", "Enough")),
    "only time and will": (
        {"p.rb.skills": None, "p.rb.authority": None, "p.rb.want2": None},
        ("recommended_ask", "Enough"),
    ),
    "time, will and leave": (
        {"p.rb.skills": None, "p.rb.want2": None},
        ("recommended_likely", "Enough"),
    ),
    "some of it": ({"p.rb.want1": 2, "p.rb.want2": 1}, ("possible", "Enough")),
    "some of it, if work agrees": (
        {"p.rb.time": 2, "p.rb.skills": 1, "p.rb.authority": 1},
        ("possible_ask", "Some"),
    ),
    "hardly": ({"p.rb.want1": 0, "p.rb.want2": 1}, ("not_now", "Enough")),
    "a limit": ({"p.rb.no": 1}, ("no", words().t("offer.none"))),
    "nothing said": (
        {item.id: None for item in OWN if item.role == "resource-builder"},
        ("open", "Let's talk about it"),
    ),
}


@pytest.mark.parametrize("answer", [None, 1, 2])
def test_what_work_may_not_allow_is_no_plain_yes(answer: Answer) -> None:
    said, _ = helps(offer({**ALL, "p.rb.authority": answer}))["Resource-builder"]
    assert said in {words().t(f"offer.{how}_ask") for how in ("recommended", "possible")}


@pytest.mark.parametrize("name", SAID)
def test_each_kind_of_help_says_how_far_one_can_do_it_and_the_time(name: str) -> None:
    own, (how, time) = SAID[name]
    assert helps(offer({**ALL, **own}))["Resource-builder"] == (words().t(f"offer.{how}"), time)


def test_what_one_can_best_do_stands_first_in_plain_words_with_the_studys_name_second() -> None:
    made = offer({**ALL, "p.fa.no": 1, "p.bb.time": 1, "p.bb.skills": 1})
    (table,) = [one for one in made.blocks if isinstance(one, Table)]
    assert table.rows[-1][0] == "Be there in meetings (Facilitator)"
    assert [row[1] for row in table.rows][-1] == words().t("offer.no")


def test_only_what_one_would_do_gladly_and_can_do_is_said_of_how_one_goes_about_it() -> None:
    glad = "I only come to meetings when you ask me."
    assert glad in listed(offer(ALL), "offer.manner")
    for other in ({"p.fa.want2": 2}, {"p.fa.want2": None}, {"p.fa.no": 1}):
        assert glad not in listed(offer({**ALL, **other}), "offer.manner")


def test_what_is_to_be_settled_first_is_what_was_ticked() -> None:
    found = listed(offer(sams()), "offer.settle")
    boxes = [item for item in OWN if item.asked_with == "p.settle"]
    assert found == tuple(item.text for item in boxes if sams().get(item.id) == 1)
    assert found
    assert listed(offer(sams(**{item.id: 0 for item in boxes})), "offer.settle") == ()


@pytest.mark.parametrize(("answer", "asked"), [(None, True), (1, True), (2, True), (4, False)])
def test_a_manager_is_asked_about_what_one_could_do_and_may_not_be_allowed_to(
    answer: Answer, asked: bool
) -> None:
    made = offer({**ALL, "p.rb.authority": answer})
    found = [name for one in made.blocks if isinstance(one, Ticks) for name in one.options]
    assert found == (["Help with practical things"] if asked else [])
    limited = offer({**ALL, "p.rb.authority": answer, "p.rb.no": 1})
    assert not [one for one in limited.blocks if isinstance(one, Ticks)]


def test_where_nothing_can_be_offered_it_says_so() -> None:
    nothing = words().t("offer.nothing")
    none = {name: 0 for name, one in ALL.items() if one}
    assert nothing in [getattr(one, "text", "") for one in offer({**ALL, **none}).blocks]
    for other in (ALL, {}):
        assert nothing not in [getattr(one, "text", "") for one in offer(other).blocks]


def test_paper_has_room_to_write_whom_one_knows_how_one_is_reached_and_who_agreed() -> None:
    lines = [one for one in flat(for_paper(offer(sams())).blocks) if one.kind == "lines"]
    wanted = ("links_which", "allowed_by", "reach")
    assert [one.label for one in lines] == [words().t(f"offer.{one}") for one in wanted]
