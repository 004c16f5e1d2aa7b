"""What a workshop's documents tell: no more than its board, tried in every small round."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import pytest

from esteem_match.documents import Document, agreement_document, board_document
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.documents.wall import Now, screens
from esteem_match.models import Answer, Board, Content, State, Voice
from esteem_match.render import FORMATS, screen
from esteem_match.render.wall import wall
from esteem_match.workshop import publish
from tests.papers import CONTENT, DAY, made_up, papers, room, words
from tests.test_reports import texts
from tests.test_workshop_gate import PRACTITIONER, WORLDS, Mix
from tests.voices_toy import MARK

MAKERS = (board_document, agreement_document)
NAME = "leaders and others"
SHOWN = Now(State.REVEALED, "A hall", "", "", 6, 6)


def picture(content: Content, board: Board, **more: str) -> RoundResult:
    return RoundResult(content, board, 1, None, more, (), words(), name="A hall")


def made(content: Content, board: Board) -> bytes:
    """Every document, and all that a phone or a wall is sent."""
    shown = picture(content, board)
    phone = (screen(board_document(shown, DAY, number)) for number in shown.views)
    walls = (wall(one, "") for one in screens(SHOWN, shown, words()))
    documents = (FORMATS["json"].render(make(shown, DAY)) for make in MAKERS)
    return b"".join([*documents, *(piece.encode() for piece in (*phone, *walls))])


@lru_cache
def all_made() -> Mapping[Mix, tuple[str, bytes]]:
    """What is carried out of every round of a world, each made by itself from its voices."""
    world, found = WORLDS[NAME], {}
    for mix in world.mixes():
        board = publish(world.content, [*world.voices(mix), PRACTITIONER])
        found[mix] = (board.model_dump_json(), made(world.content, board))
    return found


ADVICE = {one.id: one.text for one in CONTENT.model.advice}


def advised(number: int, facts: Mapping[str, Answer], *offers: Mapping[str, Answer]) -> set[str]:
    """The advice on a board of six members who all answer so, with one or all practitioners."""
    ours, theirs = made_up()
    voices = [Voice(tag=f"m{n}", seat="member", answers={**ours, **facts}) for n in range(6)]
    voices += [
        Voice(tag=f"p{n}", seat="practitioner", answers={**theirs, **own})
        for n, own in enumerate(offers)
    ]
    held = picture(CONTENT, publish(CONTENT, voices))
    told = FORMATS["json"].render(board_document(held, DAY, number)).decode()
    shown = json.dumps(json.loads(told), ensure_ascii=False)
    put_in = held.words.put_in
    return {name for name, text in ADVICE.items() if json.dumps(put_in(text))[1:-1] in shown}


@pytest.mark.parametrize(
    ("fact", "answer", "rule"),
    [
        ("g.helps.this", 1, "keep-going"),
        ("g.helps.other", 1, "another-practitioner"),
        ("g.links.school", 1, "school"),
        ("g.links.health", 1, "one-name"),
        ("g.gives.voice", 1, "own-voice"),
    ],
)
def test_what_a_room_said_of_helpers_contacts_and_what_it_gives_shows_on_its_board(
    fact: str, answer: int, rule: str
) -> None:
    wishing = {"g.bb.no": 0, "g.bb.wish2": 4}
    assert rule in advised(1, {**wishing, fact: answer}, {})
    assert rule not in advised(1, {**wishing, fact: 1 - answer}, {})


def test_a_board_says_of_several_practitioners_only_what_is_good_to_know_with_each() -> None:
    member, stranger = {"p.ties.past": 1, "p.know": 2}, {"p.ties.past": 0, "p.know": 0}
    facts = {"g.helps.this": 1}
    assert "been-there" in advised(1, facts, member)
    assert "new-to-you" in advised(1, facts, stranger)
    both = advised(0, facts, member, stranger)
    assert "keep-going" in both
    assert not both & {"been-there", "new-to-you"}
    assert "been-there" in advised(1, facts, member, stranger)


@pytest.mark.parametrize("who", [0, 1, 2])
def test_a_board_speaks_to_nobody_of_who_answered(who: int) -> None:
    found = advised(1, {"g.who": who}, {})
    assert found
    assert not found & {"you-lead", "you-and-the-rest", "you-together"}


def test_a_board_of_members_alone_has_no_advice_for_a_practitioner() -> None:
    found = advised(0, {"g.helps.this": 1})
    assert "each-other" in found
    assert not found & {"members-hands", "ask-first", "backing"}


def test_two_rounds_one_voice_apart_that_publish_the_same_look_the_same_everywhere() -> None:
    found, same, other = all_made(), 0, 0
    for mix, (board, paper) in found.items():
        for near in WORLDS[NAME].neighbours(mix):
            if found[near][0] == board:
                assert found[near][1] == paper
                same += 1
            other += found[near][0] != board
    assert same
    assert other


def test_every_form_of_two_such_rounds_is_the_same_to_the_byte() -> None:
    """Of one pair of rounds of which the boards are the same, but not the voices."""
    content = WORLDS[NAME].content
    found = all_made()
    one, two = next(
        (mix, near)
        for mix, (board, _) in found.items()
        for near in WORLDS[NAME].neighbours(mix)
        if found[near][0] == board and mix != near and len(mix) == len(near) > 2
    )
    for form in ("pdf", "pdf_large", "html", "csv", "json"):
        files = set()
        for mix in (one, two):
            board = publish(content, [*WORLDS[NAME].voices(mix), PRACTITIONER])
            files.add(FORMATS[form].render(board_document(picture(content, board), DAY)))
        assert len(files) == 1


def test_no_text_that_somebody_answered_with_is_in_a_document() -> None:
    assert all(MARK.encode() not in paper for _, paper in all_made().values())


def test_a_document_read_back_from_its_boards_words_is_the_same() -> None:
    content = WORLDS[NAME].content
    for dump, paper in dict(all_made().values()).items():
        assert made(content, Board.model_validate_json(dump)) == paper


@pytest.mark.parametrize("make", MAKERS)
def test_a_document_is_the_same_whoever_of_the_room_takes_it(make: object) -> None:
    """Somebody's own name for the group is theirs, and so is the side on which they sit."""
    shown = room("A text", words())
    other = replace(shown, words=replace(words("The secret club"), side="group"))
    assert callable(make)
    assert make(shown, DAY) == make(other, DAY)


def test_too_few_voices_make_a_document_without_the_groups_side() -> None:
    world = WORLDS["wishes and vetoes"]
    board = publish(world.content, world.voices((0, 0)))
    assert board.group is None
    paper = board_document(picture(world.content, board), DAY)
    assert not [one for one in paper.blocks if one.kind != "para"]


def test_what_the_room_wrote_is_in_its_agreement_and_not_in_its_picture() -> None:
    text = "Amina rings Tom"
    found = papers(text)
    assert text in _said(found["agreement"])
    assert text not in _said(found["board"].model_copy(update={"meta": (), "name": ""}))


def _said(paper: Document) -> str:
    return json.dumps(paper.model_dump(mode="json"), ensure_ascii=False)


def test_what_is_not_written_yet_stands_under_no_other_points_heading() -> None:
    title = words().t("report.not_written")
    for text, there in (("Amina rings Tom", True), ("", False)):
        blocks = papers(text)["agreement"].blocks
        (open_points,) = [at for at, one in enumerate(blocks) if one.kind == "ticks"]
        before = blocks[open_points - 1]
        assert (before.kind == "heading" and before.text == title) == there


MOTTO = "The group decides."  # stands under every page, whoever reads it


def voices(practitioners: int) -> list[Voice]:
    """Six members who answer as the made-up group does, and so many practitioners."""
    group, practitioner = made_up()
    beside = range(practitioners)
    more = [Voice(tag=f"p{n}", seat="practitioner", answers=practitioner) for n in beside]
    return [Voice(tag=f"m{n}", seat="member", answers=group) for n in range(6)] + more


def told(practitioners: int) -> list[str]:
    """All that a board and an agreement say, but for what the model says to a practitioner."""
    board, decided = publish(CONTENT, voices(practitioners)), {"decision.resource-builder": "yes"}
    found = (make(picture(CONTENT, board, **decided), DAY) for make in MAKERS)
    every = [one for paper in found for one in texts(paper.model_dump(mode="json"))]
    model = set(texts([role.model_dump(mode="json") for role in CONTENT.model.roles]))
    points = [one.text for one in CONTENT.model.agreement]
    return [one for one in every if one not in model and not any(p in one for p in points)]


def test_without_a_practitioner_a_board_speaks_to_the_group_and_never_of_it() -> None:
    said = told(0)
    of_it = [one.replace(MOTTO, "") for one in said]
    assert [one for one in of_it if "the group" in one.lower()] == []
    for one in ("Your group has decided: yes, for now.", "How your group is run"):
        assert one in said


def test_with_a_practitioner_a_board_speaks_of_the_group_and_quotes_what_it_was_asked() -> None:
    said = told(1)
    asked = {item.text for item in CONTENT.group.items()}
    assert [one for one in said if "your group" in one.lower() and one not in asked] == []
    for one in ("The group has decided: yes, for now.", "How the group is run"):
        assert one in said
