"""Every role must be measured alike, or one comes first only because more was asked."""

from collections import Counter
from collections.abc import Iterator

from esteem_match.content.problems import Problem
from esteem_match.content.raw import FILES
from esteem_match.content.view import View, seats
from esteem_match.models import SIDES, Key, Side

Pattern = Counter[tuple[int, bool]]


def equal(view: View) -> Iterator[Problem]:
    """Every role has the same weights and floors in a key; the most common pattern is right."""
    for side in filter(view.whole, SIDES):
        for key in SIDES[side]:
            patterns = {role.id: _pattern(view, side, key, role.id) for role in view.model.roles}
            alike = Counter(_in_words(pattern) for pattern in patterns.values() if pattern)
            usual = max(alike, key=lambda pattern: alike[pattern], default="some")
            for role, pattern in patterns.items():
                if not pattern or _in_words(pattern) != usual:
                    wrong = f"{role!r} has {_in_words(pattern)} in {key}; other roles have {usual}"
                    mend = "Ask every role alike: same number, weights and floors in a key"
                    yield Problem(FILES[side], "sections", key, wrong, mend)


def needs(view: View) -> Iterator[Problem]:
    """Needs have no weights: only the strongest counts."""
    for file, table, item in seats(view, "group"):
        if item.key == "need" and item.weight != 1:
            mend = "Leave the weight out: the strongest need counts, whichever it is"
            yield Problem(file, table, "weight", f"is {item.weight} on a need", mend)


def holds(view: View) -> Iterator[Problem]:
    """`hold_unless` may only name scored items of the same role."""
    for role in view.model.roles:
        own = {
            item.id
            for side in SIDES
            for item in view.side(side).items()
            if item.key and item.role == role.id
        }
        for condition in role.hold_unless:
            if condition.item not in own and not view.left_out(condition.item):
                wrong = f"names {condition.item!r}, which does not count for this role"
                mend = "Name a question with a key whose role is this one"
                yield Problem(FILES["roles"], f"roles.{role.id}", "hold_unless", wrong, mend)


def vetoes(view: View) -> Iterator[Problem]:
    for side in filter(view.whole, SIDES):
        count = Counter(
            item.role
            for item in view.side(side).items()
            if item.kind == "veto" and not item.mirrors
        )
        for role in view.model.roles:
            if count[role.id] != 1:
                wrong = f"{role.id!r} has {count[role.id]} vetoes"
                mend = "Give every role one veto a side, so that a plain no can be said once"
                yield Problem(FILES[side], "sections", "veto", wrong, mend)


def mirrored(view: View) -> Iterator[Problem]:
    """Every scored item of the group has a mirror, or it stays open for a practitioner alone."""
    if not (view.whole("group") and view.whole("practitioner")):
        return
    seen = {item.mirrors for item in view.practitioner.items()}
    for file, table, item in seats(view, "group"):
        if item.key and item.id not in seen:
            wrong = "counts, but the practitioner is not asked how they see it"
            mend = f'Add a question with mirrors = "{item.id}" to {FILES["practitioner"]}'
            yield Problem(file, table, "key", wrong, mend)


def _pattern(view: View, side: Side, key: Key, role: str) -> Pattern:
    return Counter(
        (item.weight, item.floor)
        for item in view.side(side).items()
        if item.key == key and item.role == role
    )


def _in_words(pattern: Pattern) -> str:
    if not pattern:
        return "no questions"
    return ", ".join(
        f"{count} of weight {weight}{' with floor' if floor else ''}"
        for (weight, floor), count in sorted(pattern.items())
    )
