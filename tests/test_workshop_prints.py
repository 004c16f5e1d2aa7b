"""Fingerprints of voices: enough to compare rounds by, and no way back to what somebody said."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esteem_match.models import Content, Drawn, GroupPart, Voice
from esteem_match.workshop import fingerprint, judged, prints, publish, too_near
from tests.models_toy import LAW, answered, contents, split, toy
from tests.voices_toy import small, voice

CONTENT = small()
KEY = b"the key of a room"
LEAST = 5
ASKED = ("g.a.need1", "g.a.need2", "g.a.need3", "g.a.wish1", "g.a.wish2", "g.b.wish1")
SAID = (3, 0, 2, 4, 1, 4)


def test_a_fingerprint_is_of_a_member_under_a_key_and_shows_no_answer() -> None:
    one = voice("x", g_a_wish1=2, g_a_need1=3, g_words="Hello")
    mark = fingerprint(CONTENT, one, KEY)
    seat, _, short = mark.partition(":")
    assert seat == "member"
    assert int(short) in range(2**prints.BITS)
    assert mark != fingerprint(CONTENT, one, b"another key")
    assert mark == fingerprint(CONTENT, voice("y", g_a_need1=0, g_a_wish1=2, g_a_no=None), KEY)
    for other in ("together", "practitioner"):
        assert fingerprint(CONTENT, voice("x", other, g_a_wish1=2), KEY) == ""
    assert fingerprint(CONTENT, voice("x", g_words="Hello", g_a_wish1=None), KEY) == ""


def test_whether_somebody_leads_is_beside_the_hash_and_not_in_it() -> None:
    member, leader = (
        fingerprint(CONTENT, voice("x", seat, g_a_wish1=2), KEY) for seat in ("member", "leader")
    )
    assert member.partition(":")[2] == leader.partition(":")[2]


@LAW
@given(contents(), st.data())
def test_before_it_is_cut_a_fingerprint_sees_what_a_board_sees_and_nothing_else(
    content: Content, data: st.DataObject
) -> None:
    mine, theirs = (split(data.draw(answered(content)))[0] for _ in range(2))
    one, other = (
        Voice(tag=tag, seat="member", answers=a) for tag, a in (("x", mine), ("y", theirs))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prints, "BITS", 128)
        same = fingerprint(content, one, KEY) == fingerprint(content, other, KEY)
    boards = [
        publish(content, [v.model_copy(update={"tag": f"{n}"}) for n in range(5)])
        for v in (one, other)
    ]
    assert same == (boards[0].group == boards[1].group)
    if same:
        assert fingerprint(content, one, KEY) == fingerprint(content, other, KEY)


# No way back


def test_who_tries_all_answers_with_every_key_in_hand_finds_many_that_fit_and_not_the_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The strongest thief there is: the database, the secret and the host's link give this key."""
    monkeypatch.setattr(prints, "COST", {"n": 2, "r": 1, "p": 1})  # what a thief gets for nothing
    content = toy()

    def mark(said: tuple[int, ...]) -> str:
        return fingerprint(content, voice("x", **dict(zip(ASKED, said, strict=True))), KEY)

    fitting = [said for said in product(range(5), repeat=len(ASKED)) if mark(said) == mark(SAID)]
    assert SAID in fitting
    assert len(fitting) > 5
    assert all(len(set(column)) > 1 for column in zip(*fitting, strict=True)), "no answer is sure"


def test_each_try_has_to_go_through_the_slow_hash_with_the_rooms_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Mapping[str, Any]] = []
    slow = prints.scrypt

    def note(said: bytes, **how: Any) -> bytes:
        asked.append(how)
        return slow(said, **how)

    monkeypatch.setattr(prints, "scrypt", note)
    fingerprint(CONTENT, voice("x", g_a_wish1=2), KEY)
    (how,) = asked
    assert how["salt"] == KEY
    assert 128 * how["n"] * how["r"] >= 2**19, "half a megabyte for each"


# Collisions


def round_of(hashes: list[int], leading: int) -> Drawn:
    """A round of people who say all different things; its group says which round it is."""
    seats = ["leader"] * leading + ["member"] * (len(hashes) - leading)
    group = GroupPart(
        one_form=False, answers={"g.x": len(hashes)}, leaders={"g.x": 1}, others={"g.x": 0}
    )
    marks = [f"{seat}:{one}" for seat, one in zip(seats, hashes, strict=False)]
    return Drawn(group if len(hashes) >= LEAST else None, marks)


ROUND = st.builds(round_of, st.lists(st.integers(0, 30), max_size=14), st.integers(0, 14))


def cut(drawn: Drawn, into: int) -> Drawn:
    """The same with fingerprints so short that many collide."""
    marks = [part.partition(":") for part in drawn.prints or ()]
    return Drawn(drawn.group, [f"{seat}:{int(one) % into}" for seat, _, one in marks])


@LAW
@given(ROUND, ROUND, st.integers(1, 20))
def test_a_collision_never_makes_two_rounds_look_further_apart(
    one: Drawn, other: Drawn, into: int
) -> None:
    if too_near(one.prints or (), other.prints or (), LEAST):
        assert too_near(cut(one, into).prints or (), cut(other, into).prints or (), LEAST)


@LAW
@given(ROUND, st.lists(ROUND, max_size=3), st.integers(1, 20))
def test_a_collision_can_only_make_an_earlier_result_stand(
    new: Drawn, shown: list[Drawn], into: int
) -> None:
    """Or keep leaders and others from being set side by side: never does it show more."""
    truly = judged(new, shown, LEAST).group
    told = judged(cut(new, into), [cut(one, into) for one in shown], LEAST).group
    if told is None or not told.stands:
        assert (told is None) == (new.group is None)
        assert truly is None or not truly.stands
        assert told is None or told.leaders is None or told == truly
    else:
        assert told.model_copy(update={"stands": False}) in [one.group for one in shown]
