"""What a board may show, tried in every way round it: small rounds are enumerated, all of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, combinations_with_replacement, product
from math import ceil
from typing import Any, NamedTuple

import pytest

from esteem_match import explain, workshop
from esteem_match.models import (
    Answer,
    Board,
    Content,
    Drawn,
    GroupPart,
    Item,
    Noun,
    Seat,
    State,
    Voice,
)
from esteem_match.scoring import rank, score
from esteem_match.workshop import fingerprint, judged, publish, too_near
from tests.models_toy import OURS
from tests.voices_toy import MARK, small, voice

Kind = tuple[Seat, Mapping[str, Answer]]
Mix = tuple[int, ...]
"""A round: which kinds of voices are in it, in rising order."""

CONTENT = small()
PAIRS = small(
    workshop={
        "min_voices": 2,
        "min_each_side": 1,
        "split_steps": "1/2",
        "split_steps_item": "1/2",
        "source": OURS,
    }
)
LEAST = CONTENT.model.workshop.min_voices
KEY = b"the key of a room"
DECISIONS: tuple[dict[str, Any], ...] = ({}, {"a": "yes"}, {"a": "no"})
PRACTITIONER = voice(
    "z",
    "practitioner",
    p_a_capacity1=2,
    p_a_intention1=2,
    p_see_a_need1=None,
    p_see_a_wish1=0,
    p_see_fact=1,
    p_words=MARK,
)


class World(NamedTuple):
    """Every round of so many voices, each of one of these kinds."""

    content: Content
    kinds: tuple[Kind, ...]
    sizes: tuple[int, ...]

    def mixes(self) -> Iterator[Mix]:
        for size in self.sizes:
            yield from combinations_with_replacement(range(len(self.kinds)), size)

    def voices(self, mix: Mix) -> list[Voice]:
        found = [self.kinds[kind] for kind in mix]
        return [
            Voice(tag=f"t{n}", seat=seat, answers={**answers, "g.words": MARK})
            for n, (seat, answers) in enumerate(found)
        ]

    def neighbours(self, mix: Mix) -> Iterator[Mix]:
        """The same round with one voice answering otherwise, or gone."""
        for n in range(len(mix)):
            rest = mix[:n] + mix[n + 1 :]
            yield rest
            for kind in range(len(self.kinds)):
                if kind != mix[n]:
                    yield tuple(sorted((*rest, kind)))


class Seen(NamedTuple):
    """What comes of a round: its board, that in words, and all that is drawn from it."""

    board: Board
    dump: str
    drawn: int


def kinds(seats: Iterable[Seat] = ("member",), **answers: Iterable[Answer]) -> tuple[Kind, ...]:
    """Every way to answer these items, from each seat."""
    names = [name.replace("_", ".") for name in answers]
    ways = [dict(zip(names, way, strict=True)) for way in product(*answers.values())]
    return tuple((seat, way) for seat in seats for way in ways)


WORLDS = {
    "wishes and vetoes": World(
        CONTENT, kinds(g_a_wish1=(None, 0, 1, 2), g_a_no=(0, 1)), (0, 1, 2, 3, 4, 5)
    ),
    "needs and facts": World(
        CONTENT, kinds(g_a_need1=(None, 0, 2, 3), g_fact=(0, 1, 2)), (0, 1, 2, 3, 4)
    ),
    "leaders and others": World(
        PAIRS, kinds(("member", "leader"), g_a_wish1=(0, 1, 2)), (0, 1, 2, 3, 4, 5)
    ),
}
ROOMS = {
    "members": World(CONTENT, kinds(g_a_wish1=(0, 1, 2)), (0, 3, 4)),
    "leaders": World(PAIRS, kinds(("leader", "member"), g_a_wish1=(0, 2)), (0, 4)),
}
MOST = {"members": 9, "leaders": 2}
"""After how many boards that were shown no further round is begun."""
EACH_ROOM = pytest.mark.parametrize("name", ROOMS)
EVERY = pytest.mark.parametrize("name", WORLDS)


@lru_cache
def seen(name: str) -> Mapping[Mix, Seen]:
    """What comes of every round of a world, each worked out by itself."""
    world, found = WORLDS[name], {}
    for mix in world.mixes():
        board = publish(world.content, [*world.voices(mix), PRACTITIONER])
        drawn = hash(repr(outputs(world.content, board, DECISIONS[:1])))
        found[mix] = Seen(board, board.model_dump_json(), drawn)
    return found


def distinct(name: str) -> list[Board]:
    return list({one.dump: one.board for one in seen(name).values()}.values())


def outputs(
    content: Content, board: Board, decisions: Iterable[Mapping[str, Any]] = DECISIONS
) -> list[Any]:
    """All that any page, export or picture is drawn from, in its order."""
    found: list[Any] = [workshop.differences(content, board)]
    for decided in decisions:
        rules = workshop.ruled(content, board, decided)
        group, offer = workshop.stated(content, board), workshop.offered(board, 1)
        pair = rules, group, offer
        fits = score(*pair)
        found += [workshop.undecided(board, decided), list(group.items()), fits]
        found += [rank(rules.model, fits), explain.reasons(rules, "a", group, offer, 9)]
        found += [explain.smallest_change(rules, "a", group, offer)]
        found += [explain.points(explain.ledger(rules, "a", group, offer))]
        found += [explain.open_answers(*pair), explain.gaps(*pair)]
        found += [explain.tensions(*pair, fits), explain.agreement(*pair)]
        found += [explain.advice(rules, "group", group, offer, fits)]
        found += [explain.leadership(rules, group), explain.needs(rules, group)]
        found += [explain.position(rules, fit, group) for fit in fits]
        found.append(sorted(explain.refused(rules, group, [offer])))
    return found


# Every pair of rounds that differ in one voice


@EVERY
def test_two_rounds_one_voice_apart_are_told_apart_by_their_boards_alone(name: str) -> None:
    found, same, other = seen(name), 0, 0
    for mix, one in found.items():
        for near in WORLDS[name].neighbours(mix):
            two = found[near]
            assert (one.board == two.board) == (one.dump == two.dump)
            if one.board == two.board:
                assert one.drawn == two.drawn
                same += 1
            other += one.board != two.board
    assert same
    assert other


@EVERY
def test_all_that_is_drawn_follows_from_the_published_words(name: str) -> None:
    """Read back from its words, a board gives every output, whatever was decided."""
    content = WORLDS[name].content
    for board in distinct(name):
        read = Board.model_validate_json(board.model_dump_json())
        assert repr(outputs(content, read)) == repr(outputs(content, board))
        for earlier in distinct(name):
            moved = workshop.moved(content, earlier, board)
            assert workshop.moved(content, earlier, read) == moved
            assert moved is None or _both_show(earlier, board, moved)


def _both_show(earlier: Board, later: Board, moved: workshop.Moved) -> bool:
    """Whether all that is told of two rounds stands on both their boards."""
    told = {one.item.id for one in moved.answers} | {one.id for one in moved.closer + moved.apart}
    parts = [one.group for one in (earlier, later) if one.group]
    shown = [part.answers.keys() | set(part.differ) for part in parts]
    return len(parts) == 2 and all(told <= one for one in shown)


@EVERY
def test_a_changed_voice_moves_only_what_it_says_of_and_no_further_than_its_share(
    name: str,
) -> None:
    """A word moves by as much as one voice of that many can move a mean; no other item moves."""
    world, found = WORLDS[name], seen(name)
    for mix in found:
        for near in world.neighbours(mix):
            one, two = found[mix].board.group, found[near].board.group
            if len(near) == len(mix) and one and two:
                changed = _changed(world, mix, near)
                for item in one.answers.keys() | two.answers.keys():
                    before, after = one.answers.get(item), two.answers.get(item)
                    if item not in changed:
                        assert before == after
                        assert (item in one.differ) == (item in two.differ)
                    elif before is not None and after is not None and item != "g.fact":
                        assert abs(before - after) <= ceil(Fraction(2, LEAST - 1))


def _changed(world: World, mix: Mix, near: Mix) -> set[str]:
    """The items that the one voice which differs answers otherwise."""
    (gone,), (come,) = (Counter(mix) - Counter(near)), (Counter(near) - Counter(mix))
    before, after = world.kinds[gone][1], world.kinds[come][1]
    return {item for item in before if before[item] != after[item]}


def test_a_board_does_not_tell_how_many_stand_behind_it() -> None:
    """Once they are enough, three, four and five voices can say the same and nothing else."""
    by_size: dict[int, set[str]] = {}
    for mix, one in seen("wishes and vetoes").items():
        by_size.setdefault(len(mix), set()).add(one.dump)
    assert by_size[3] == by_size[4] == by_size[5]
    assert len(by_size[5]) == 20


@EVERY
def test_too_few_voices_leave_nothing_on_the_board(name: str) -> None:
    content, least = WORLDS[name].content, WORLDS[name].content.model.workshop.min_voices
    nobody = publish(content, [PRACTITIONER])
    for mix, one in seen(name).items():
        said = [v for v in WORLDS[name].voices(mix) if set(v.answers.values()) != {None, MARK}]
        if len(said) < least:
            assert one.board == nobody


# What a board and its outputs are made of


def leaves(found: Any) -> Iterator[Any]:
    """All that is said: what is read from the content itself is left out."""
    if isinstance(found, Item):
        return
    if isinstance(found, Noun):
        own = type(found).__module__.endswith(("rounds", "results"))
        yield from (leaf for field in type(found).model_fields if own
                    for leaf in leaves(getattr(found, field)))  # fmt: skip
    elif isinstance(found, Mapping):
        yield from (leaf for pair in found.items() for part in pair for leaf in leaves(part))
    elif isinstance(found, list | tuple):
        yield from (leaf for part in found for leaf in leaves(part))
    else:
        yield found


@EVERY
def test_a_board_holds_positions_ids_and_marks_and_nothing_else(name: str) -> None:
    content = WORLDS[name].content
    ids = {item.id for item in content.items() if item.kind != "text"} | {"a"}
    for board in distinct(name):
        assert set(board.model_dump()) == {"group", "practitioners"}
        for leaf in leaves(board):
            assert leaf is None or leaf in ids or leaf in range(4) or isinstance(leaf, bool)


def test_no_output_holds_a_mean_of_voices_a_text_or_a_tag() -> None:
    """Seven voices: no fraction in any output is one of sevenths, nor is any number their count."""
    mixed = [voice(f"tag{n}", g_a_wish1=n % 3, g_a_need1=n % 2, g_words=MARK) for n in range(7)]
    board = publish(CONTENT, [*mixed, PRACTITIONER])
    found = [board, outputs(CONTENT, board)]
    said = list(leaves(found))
    assert not [f for f in said if isinstance(f, Fraction) and f.denominator % 7 == 0]
    assert 7 not in [n for n in said if isinstance(n, int)]
    assert MARK not in repr(found)
    assert "tag" not in repr(found)


# Rounds one after the other


@lru_cache
def prints(name: str, mix: Mix) -> tuple[str, ...]:
    return tuple(print_of(name, kind) for kind in mix)


@lru_cache
def print_of(name: str, kind: int) -> str:
    (one,) = ROOMS[name].voices((kind,))
    return fingerprint(ROOMS[name].content, one, KEY)


def shown_sets(world: World, mix: Mix) -> list[list[Any]]:
    """The sets of voices of which a board of this round says something, by brute force."""
    least = world.content.model.workshop.min_voices
    said = [(seat, tuple(answers.items())) for seat, answers in (world.kinds[k] for k in mix)]
    whole = [a for _, a in said]
    parts = [[a for s, a in said if s == seat] for seat in ("member", "leader")]
    sets = [whole, *parts] if all(len(part) >= least for part in parts) else [whole]
    return [one for one in sets if len(one) >= least]


def voices_apart(one: list[Any], other: list[Any]) -> int:
    """How many voices must be exchanged, added or taken away to make one of the other."""
    left = list(other)
    common = [left.remove(v) for v in one if v in left]
    return max(len(one), len(other)) - len(common)


def tells_of_few(world: World, one: Mix, other: Mix, fewest: int = 1) -> bool:
    least = world.content.model.workshop.min_voices
    return any(
        fewest <= voices_apart(a, b) < least
        for a in shown_sets(world, one)
        for b in shown_sets(world, other)
    )


@EACH_ROOM
def test_no_fingerprint_of_these_rooms_is_anothers_by_chance(name: str) -> None:
    """Else what follows would try fewer rooms than it says."""
    kinds = ROOMS[name].kinds
    found = {(print_of(name, n)).partition(":")[2] for n in range(len(kinds))}
    assert len(found) == len({str(answers) for _, answers in kinds})


@EACH_ROOM
def test_two_rounds_are_too_near_exactly_where_none_or_a_few_voices_are_others(name: str) -> None:
    world = ROOMS[name]
    least = world.content.model.workshop.min_voices
    for one, other in product(world.mixes(), repeat=2):
        near = too_near(prints(name, one), prints(name, other), least)
        assert near == tells_of_few(world, one, other, fewest=0)


@lru_cache
def drawn(name: str, mix: Mix) -> Drawn:
    """What is to be kept of a round of these voices when it is shown."""
    world = ROOMS[name]
    return Drawn(publish(world.content, world.voices(mix)).group, prints(name, mix))


def undivided(name: str, mix: Mix) -> Mix:
    """The same answers, from members of whom none leads."""
    kinds = ROOMS[name].kinds
    return tuple(sorted(kinds.index(("member", kinds[kind][1])) for kind in mix))


class Room(NamedTuple):
    """`shown`: whose voices every picture ever shown was made of, the first one first, nobody's if
    there was none; `said`: what the last step told anybody, and whether that was an earlier one."""

    state: State
    now: Mix
    shown: tuple[Mix, ...]
    said: GroupPart | None = None


def steps(name: str, room: Room) -> Iterator[Room]:
    """All that can come next: a host moves or begins anew, others answer while they may, and one
    goes, who deletes or leaves, until the picture is shown."""
    world = ROOMS[name]
    for to in State:
        if workshop.may_move(room.state, to):
            if (room.state, to) == (State.CLOSED, State.REVEALED):
                yield revealed(name, room)
            else:
                yield room._replace(state=to, said=None)
    if room.state == State.ANSWERING:
        yield from (room._replace(now=mix) for mix in world.mixes())
    if room.state == State.CLOSED:
        now = room.now
        yield from (room._replace(now=now[:n] + now[n + 1 :]) for n in range(len(now)))
    if workshop.may_begin_anew(room.state) and len(room.shown) < MOST[name]:
        yield Room(State.GATHERING, (), room.shown)


def revealed(name: str, room: Room) -> Room:
    """What the rules show, and of whose voices that is, found by what it says."""
    least = ROOMS[name].content.model.workshop.min_voices
    told = judged(drawn(name, room.now), [drawn(name, mix) for mix in room.shown], least)
    if told.group and told.group.stands:
        return Room(State.REVEALED, (), room.shown, told.group)
    assert told.prints is not None
    whose = next(
        mix
        for mix in (room.now, undivided(name, room.now))
        if sorted(told.prints) == sorted(prints(name, mix))
    )
    whose = whose if told.group else ()
    shown = room.shown if whose in room.shown else tuple(sorted((*room.shown, whose)))
    return Room(State.REVEALED, (), shown, told.group)


def reachable(name: str) -> Iterator[Room]:
    """Every room that any sequence of steps leads to, once."""
    start = Room(State.GATHERING, (), ())
    found, waiting = {start._replace(said=None)}, [start]
    while waiting:
        room = waiting.pop()
        yield room
        for after in steps(name, room):
            if after._replace(said=None) not in found:
                found.add(after._replace(said=None))
                waiting.append(after)


@EACH_ROOM
def test_no_way_of_closing_leaving_reopening_revealing_and_beginning_anew_tells_of_few(
    name: str,
) -> None:
    """All that can be reached, however long the way: no two pictures ever shown differ by a few."""
    states, most, gone = set(), 0, 0
    for room in reachable(name):
        if room.state == State.REVEALED:
            for one, other in combinations(room.shown, 2):
                assert not tells_of_few(ROOMS[name], one, other)
        states.add(room.state)
        most = max(most, len(room.shown))
        gone += room.state == State.CLOSED and len(room.now) not in ROOMS[name].sizes
    assert states == set(State)
    assert most > 1
    assert gone, "nobody went between the close and the picture"


@EACH_ROOM
def test_that_a_picture_stands_does_not_tell_whether_anybody_has_changed(name: str) -> None:
    """The one thing that is told where no new picture is shown: the same for none and for a few."""
    stood = 0
    for shown in {room.shown for room in reachable(name)}:
        room = Room(State.CLOSED, (), shown)
        told: dict[tuple[Mix, ...], set[str]] = {}
        for mix in ROOMS[name].mixes():
            after = revealed(name, room._replace(now=mix))
            whole = undivided(name, mix)
            near = [old for old in room.shown if tells_of_few(ROOMS[name], whole, old, fewest=0)]
            assert bool(near) == bool(after.said and after.said.stands)
            if near:
                told.setdefault(tuple(near), set()).add(repr(after))
                stood += 1
        assert all(len(said) == 1 for said in told.values())
    assert stood


def test_only_the_reveal_says_anything_of_what_has_changed() -> None:
    """Of a round that is open or closed no rule gives anything away: there is none to ask."""
    for room in reachable("leaders"):
        assert room.said is None or room.state == State.REVEALED
        for after in steps("leaders", room):
            if after.said is not None:
                assert (room.state, after.state) == (State.CLOSED, State.REVEALED)


def test_a_round_that_was_shown_is_never_answered_again() -> None:
    for state in (State.REVEALED, State.AGREED):
        assert not workshop.may_move(state, State.ANSWERING)
        assert not workshop.may_move(state, State.CLOSED)
        assert workshop.may_begin_anew(state)
    for state in (State.GATHERING, State.ANSWERING):
        assert not workshop.may_begin_anew(state)
        assert not workshop.may_move(state, State.REVEALED)


def named(names: str, seat: Seat = "member") -> list[str]:
    """The fingerprints of people, each with an answer sheet of their own."""
    return [f"{seat}:{name}" for name in names]


def test_a_late_answer_can_not_be_told_from_the_difference_of_two_boards() -> None:
    assert too_near(named("abcdef"), named("abcde"), 5)
    assert too_near(named("abcde"), named("abcdef"), 5)
    assert too_near(named("abcdX"), named("abcde"), 5)
    assert too_near(named("abcde"), named("abcde"), 5)  # or it would tell that nobody changed
    assert not too_near(named("vwxyz"), named("abcde"), 5)
    assert not too_near(named("abcdefghij"), named("abcde"), 5)
    assert not too_near(named("abcd"), named("abcde"), 5)  # four are not shown at all


def kept(names: str, seat: Seat = "member", *more: str) -> Drawn:
    """What is kept of a round of these people; its group says nothing but who they are."""
    ids = {f"g.{name}": 1 for name in names}
    group = GroupPart(one_form=False, answers=ids, leaders={"g.l": 1}, others={"g.o": 1})
    return Drawn(group, [*named(names, seat), *more])


def test_a_third_round_is_held_against_the_first_and_not_the_last_alone() -> None:
    first, second, third = kept("abcde"), kept("vwxyz"), kept("abcdX")
    assert judged(second, [first], 5) == second
    assert judged(third, [second], 5) == third
    told = judged(third, [first, second], 5)
    assert told.prints == first.prints
    assert told.group == first.group.model_copy(update={"stands": True})  # type: ignore[union-attr]


def test_where_only_leaders_and_others_are_too_near_they_are_not_set_side_by_side() -> None:
    """Of ten, the five who lead have said the same before: the picture of all ten is new."""
    first = kept("abcde", "leader", *named("fghij"))
    later = kept("abcde", "leader", *named("vwxyz"))
    told = judged(later, [first], 5)
    assert told.group == later.group.model_copy(  # type: ignore[union-attr]
        update={"leaders": None, "others": None}
    )
    assert sorted(told.prints) == named("abcdevwxyz")
    one_changed = judged(kept("Abcde", "leader", *named("vwxyz")), [first], 5)
    assert one_changed.group is not None
    assert one_changed.group.leaders is one_changed.group.others is None


def test_leaders_of_one_round_are_held_against_all_members_of_another() -> None:
    """Five leaders beside five others, after the same five with one more."""
    new = [*named("abcde", "leader"), *named("vwxyz")]
    assert too_near(new, named("abcdef"), 5)
    assert not too_near(new, named("hijklmn"), 5)


def test_changed_seats_do_not_make_other_people() -> None:
    assert too_near(named("abcdX", "leader"), named("abcde"), 5)


def test_people_who_said_nothing_do_not_fill_up_a_difference() -> None:
    assert too_near([*named("abcdX"), *[""] * 5], named("abcde"), 5)


def test_a_round_without_fingerprints_stands_for_the_rest_of_its_workshop() -> None:
    """They were deleted (0005): nobody can say any more that a later picture is not too near."""
    first, later = kept("abcde")._replace(prints=None), kept("vwxyz")
    told = judged(later, [first], 5)
    assert told.group == first.group.model_copy(update={"stands": True})  # type: ignore[union-attr]
    assert told.prints is None
    assert judged(kept("fghij"), [first, told], 5).prints is None


def test_where_a_round_without_fingerprints_showed_nothing_of_members_a_picture_is_new() -> None:
    form = GroupPart(one_form=True, answers={"g.f": 1})
    later = kept("vwxyz")
    for group in (None, form):
        assert judged(later, [Drawn(group, None)], 5) == later
    for few in (Drawn(None, named("abcd")), Drawn(form, named("abcd"))):
        assert judged(few, [kept("abcde")._replace(prints=None)], 5).group == few.group
