"""What a round may do, and what it shows after others: never two pictures that differ by few.

Voices are compared by fingerprints (prints.py), so that no answers need to be kept.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from esteem_match.models import MOVES, SHOWN, Drawn, GroupPart, RoleModel, Seat, State
from esteem_match.workshop.voices import MEMBERS

Prints = Sequence[str]
"""The fingerprints of all voices of one round."""


def may_move(frm: State, to: State) -> bool:
    return to in MOVES[frm]


def may_begin_anew(state: State) -> bool:
    """Whether a new round may take the place of one that stands there."""
    return state in SHOWN


def judged(new: Drawn, shown: Sequence[Drawn], least: int) -> Drawn:
    """What a round shows of its members after all that were shown before, oldest first.

    All, where it is too near none of those. Else without setting leaders and others side by side,
    where that is enough. Else the newest that it is too near stands, and says so: the room sees the
    same whether one voice has changed, or a few, or none.
    """
    for one in (new, _undivided(new)):
        near = [old for old in shown if _near(one, old, least)]
        if not near:
            return one
    return _standing(near[-1])


def too_near(new: Prints, old: Prints, least: int) -> bool:
    """Whether any voices shown of one round are those of the other but for fewer than `least`.

    What is shown of a round: all its members; leaders and others too, where both are enough.
    """
    return any(
        _apart(one, other) < least for one in _shown(new, least) for other in _shown(old, least)
    )


def _near(new: Drawn, old: Drawn, least: int) -> bool:
    """Whether one is too near the other; without fingerprints nobody can say that it isn't."""
    if new.prints is None or old.prints is None:
        return _of_many(new.group) and _of_many(old.group)
    return too_near(new.prints, old.prints, least)


def _of_many(group: GroupPart | None) -> bool:
    return group is not None and not group.one_form


def _undivided(drawn: Drawn) -> Drawn:
    """The same without leaders and others side by side; its fingerprints tell no leaders."""
    group = drawn.group and drawn.group.model_copy(update={"leaders": None, "others": None})
    if drawn.prints is None:
        return Drawn(group, None)
    hashes = (part.partition(":")[2] for part in drawn.prints if part)
    return Drawn(group, [f"{MEMBERS[0]}:{one}" for one in hashes])


def _standing(drawn: Drawn) -> Drawn:
    return Drawn(drawn.group and drawn.group.model_copy(update={"stands": True}), drawn.prints)


def uncounted(model: RoleModel, seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """The seats whose answers a board would not show, of those who have answered."""
    found = Counter(seats)
    members = sum(found[seat] for seat in MEMBERS)
    if members >= model.workshop.min_voices:
        return ("together",) if found["together"] else ()
    few = tuple(seat for seat in MEMBERS if found[seat])
    return (*few, "together") if found["together"] > 1 else few


def _shown(prints: Prints, least: int) -> list[Counter[str]]:
    """The hashes of each set of voices of which a board may say something."""
    seats = [part.partition(":") for part in prints if part]
    everybody = Counter(of for _, _, of in seats)
    apart = [Counter(of for seat, _, of in seats if seat == one) for one in MEMBERS]
    if everybody.total() < least:
        return []
    return [everybody, *apart] if min(part.total() for part in apart) >= least else [everybody]


def _apart(one: Counter[str], other: Counter[str]) -> int:
    """How many voices, at most, stand in one of the two only; a changed voice stands in each."""
    return max((one - other).total(), (other - one).total())
