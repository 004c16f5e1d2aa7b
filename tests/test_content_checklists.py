"""Checklists, first looks and sentences in content: what is refused, where, and how to mend it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from esteem_match import content
from tests import checklists_toy, toys
from tests.checklists_toy import LIMITS, SEEN, checklist
from tests.test_content import GROUP, PRACTITIONER, problems, put
from tests.toys import item, section

Bend = Callable[[toys.Raw], Any]
Place = tuple[str, str, str]

AT_LIMITS = (GROUP, "sections.limits.checklists g.limits", "")
HIGH = {"group": "You have nowhere to meet.", "practitioner": "They have nowhere to meet."}
LOW = {"group": "You have a place.", "practitioner": "They have a place."}


def at(name: str, field: str, part: str = "limits", file: str = GROUP) -> Place:
    return file, f"sections.{part}.items {name}", field


def move(side: str, name: str, to: str, place: int) -> Bend:
    """Puts an item elsewhere in its side's sections."""

    def bend(files: toys.Raw) -> None:
        one = item(files, name)
        for part in files[side]["sections"]:
            part["items"] = [other for other in part["items"] if other is not one]
        section(files, side, to)["items"].insert(place, one)

    return bend


def alone(files: toys.Raw) -> None:
    """A checklist that has one box left."""
    for name in ("g.bb.no", "g.ask"):
        del item(files, name)["asked_with"]


# What is bent, where it is told (file, table, field), and words that the telling must have.
BENT: dict[str, tuple[Bend, Place, str]] = {
    "a box of an unknown checklist": (
        put("g.ask", asked_with="g.limit"),
        at("g.ask", "asked_with"),
        "'g.limit' is no checklist of this section. Perhaps 'g.limits' is meant",
    ),
    "a box in another section than its checklist": (
        put("g.stage", asked_with=LIMITS),
        at("g.stage", "asked_with", "start"),
        "is no checklist of this section",
    ),
    "a checklist with one box": (alone, AT_LIMITS, "has too few boxes: 1"),
    "a checklist without boxes": (
        lambda f: [alone(f), item(f, "g.aa.no").pop("asked_with")],
        AT_LIMITS,
        "has too few boxes: 0",
    ),
    "boxes with another question between them": (
        move("group", "g.open", "limits", 1),
        AT_LIMITS,
        "other questions between them",
    ),
    "one box that waits for an answer": (
        put("g.ask", when={"item": "g.stage", "at_least": 1}),
        AT_LIMITS,
        "asked at different times",
    ),
    "a mirror beside a box of the practitioner's own": (
        lambda f: section(f, "practitioner", "you")["items"].append(
            {**f["practitioner"]["sections"][0]["items"][3], "id": "p.own", "asked_with": SEEN}
            | {"options": "no"}
        ),
        (PRACTITIONER, "sections.you.checklists p.see.contacts", ""),
        "beside some that mirror the group's",
    ),
    "a scale as a box": (
        put("p.see.bb.wish1", asked_with=SEEN),
        at("p.see.bb.wish1", "asked_with", "you", PRACTITIONER),
        "stands in a scale",
    ),
    "a box to write in": (
        put("g.ask", kind="text", max_length=20, options=""),
        at("g.ask", "asked_with"),
        "stands in a text",
    ),
    "a box with more than two words": (
        put("g.ask", options="stage"),
        at("g.ask", "options"),
        "is a box, but 'stage' has 4 words",
    ),
    "a box with a help of its own": (
        put("g.ask", help="It depends."),
        at("g.ask", "help"),
        "room for its text only",
    ),
    "a checklist without the words for none": (
        lambda f: checklist(f, LIMITS).pop("none"),
        (GROUP, "sections.limits.checklists g.limits", "none"),
        "is missing",
    ),
    "a checklist that says nothing": (
        lambda f: checklist(f, LIMITS).update(text="  "),
        (GROUP, "sections.limits.checklists g.limits", "text"),
        "holds an empty text",
    ),
    "a checklist with the id of a question": (
        lambda f: [
            checklist(f, LIMITS).update(id="g.open"),
            *(item(f, name).update(asked_with="g.open") for name in checklists_toy.BOXES[LIMITS]),
        ],
        (GROUP, "sections.limits.checklists g.open", "id"),
        "is doubled",
    ),
    "a checklist with an unknown source": (
        lambda f: checklist(f, LIMITS).update(source=["KM99"]),
        (GROUP, "sections.limits.checklists g.limits", "source"),
        "'KM99' is not known",
    ),
    "a question that waits for a box that is not ticked": (
        put("g.open", when={"item": "g.ask", "at_most": 0}),
        at("g.open", "when"),
        "is met where the box 'g.ask' is not ticked",
    ),
    "no pace for checklists": (
        lambda f: f["group"]["pace"].pop("checklist"),
        (GROUP, "pace", "checklist"),
        "is missing",
    ),
    "a first look after a section that is not there": (
        lambda f: f["group"].update(first_look="limit"),
        (GROUP, "", "first_look"),
        "'limit' is no section of this file. Perhaps 'limits' is meant",
    ),
    "a question to ask anew that is not there": (
        lambda f: f["practitioner"].update(anew=["p.stag"]),
        ("practitioner.toml", "", "anew"),
        "'p.stag' is no question of this file",
    ),
    "what a seat says of a question that is not there": (
        lambda f: f["group"].update(seats={"g.stag": {"member": 0}}),
        (GROUP, "seats", "g.stag"),
        "'g.stag' is no question of this file",
    ),
    "what a seat says that no answer says": (
        lambda f: f["group"].update(seats={"g.ask": {"member": 9}}),
        (GROUP, "seats.g.ask", "member"),
        "is 9, but the answers are 0 to 1",
    ),
    "a group's clear no before a question of its role": (
        move("group", "g.aa.wish1", "limits", 6),
        at("g.aa.wish1", "role"),
        "stands after the clear no to its role",
    ),
    "an example that answers a part of a checklist": (
        lambda f: f["examples"]["examples"][0]["group"].update({"g.aa.no": 0, "g.ask": 1}),
        ("examples.toml", "examples.first.group", LIMITS),
        "is answered in part: g.bb.no left out",
    ),
    "a sentence of a question that is not scored": (
        put("g.open", high=HIGH),
        at("g.open", "high"),
        "stands in a question that is not scored",
    ),
    "a scored question without a sentence": (
        lambda f: item(f, "g.aa.wish1").pop("low"),
        at("g.aa.wish1", "low", "both"),
        "says nothing to the group and the practitioner",
    ),
    "a scored question that tells one side nothing": (
        put("g.aa.wish1", high={"group": "You would like that."}),
        at("g.aa.wish1", "high", "both"),
        "says nothing to the practitioner, but",
    ),
    "a sentence to nobody that reads it": (
        put("g.aa.wish1", high={**HIGH, "funder": "They would like that."}),
        at("g.aa.wish1", "high.funder", "both"),
        "'funder', which is not known",
    ),
    "an empty sentence": (
        put("g.aa.wish1", high={**HIGH, "group": ""}),
        at("g.aa.wish1", "high.group", "both"),
        "is empty",
    ),
    "a need that weighs more than others": (
        lambda f: [item(f, f"g.{role}.need1").update(weight=2) for role in ("aa", "bb")],
        at("g.aa.need1", "weight", "both"),
        "the strongest counts",
    ),
}
# What else is rightly told then, at a place of its own.
MORE: dict[str, set[Place]] = {
    "a box in another section than its checklist": {at("g.stage", "options", "start")},
    "a need that weighs more than others": {at("g.bb.need1", "weight", "both")},
}


@pytest.mark.parametrize("name", BENT)
def test_a_bad_checklist_or_walk_is_refused_at_its_place(name: str, tmp_path: Path) -> None:
    bend, place, words = BENT[name]
    files = checklists_toy.raw()
    bend(files)
    found = problems(tmp_path, files)
    assert {(p.file, p.table, p.field) for p in found} == {place} | MORE.get(name, set())
    assert any(words in str(p) for p in found if (p.file, p.table, p.field) == place)
    assert all(p.mend for p in found)


def test_boxes_count_as_one_question_of_their_section() -> None:
    base = toys.in_base(toys.library(checklists_toy.raw()))
    asked = {part.id: [one.id for one in part.questions()] for part in base.group.sections}
    assert asked["limits"] == [LIMITS, "g.contacts", "g.open"]
    assert len(base.group.sections[2].items) == 6


def test_boxes_of_one_checklist_may_all_wait_for_the_same_answer() -> None:
    files = checklists_toy.raw()
    for name in checklists_toy.BOXES["g.contacts"]:
        item(files, name)["when"] = {"item": "g.stage", "at_least": 1}
    assert toys.library(files)


def test_a_mirror_takes_its_sentences_from_the_group_s_question() -> None:
    files = checklists_toy.raw()
    item(files, "g.aa.need1").update(high=HIGH, low=LOW)
    found = content.item_index(toys.in_base(toys.library(files)))
    assert found["p.see.aa.need1"].high == HIGH
    assert found["p.see.aa.need1"].low == LOW
    put("p.see.aa.need1", high=HIGH)(files)
    with pytest.raises(content.ContentError, match="which takes it from group"):
        toys.library(files)


def test_the_words_of_a_checklist_and_of_a_sentence_are_translated(tmp_path: Path) -> None:
    files = checklists_toy.raw()
    item(files, "g.aa.need1").update(high=HIGH, low=LOW)
    said = content.texts("group", files["group"])
    wanted = {f"checklists.{LIMITS}.{field}" for field in ("text", "help", "none")}
    wanted |= {f"g.aa.need1.{field}.{side}" for field in ("high", "low") for side in HIGH}
    assert wanted <= set(said)
    loud = toys.loaded(tmp_path, files, {"pl": toys.translation(files)}).contents["pl"]
    assert loud.group.sections[2].checklists[0].none == "NONE OF THESE"
    need = content.item_index(loud)["g.aa.need1"]
    assert need.high["practitioner"] == HIGH["practitioner"].upper()
    assert content.item_index(loud)["p.see.aa.need1"].high == need.high


def test_content_with_checklists_comes_back_from_its_archive_the_same() -> None:
    contents = toys.library(checklists_toy.raw()).contents
    assert content.unarchive(content.archive(contents)) == contents


def test_the_toy_with_checklists_is_good_content(tmp_path: Path) -> None:
    assert toys.loaded(tmp_path, checklists_toy.raw())
