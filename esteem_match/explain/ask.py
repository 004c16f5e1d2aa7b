"""What to ask next: of the group, and of whoever is answering."""

from collections.abc import Iterable, Sequence

from esteem_match.explain.gaps import mirrored
from esteem_match.journey import picture
from esteem_match.models import Answers, Content, Item, Key, Label, RoleFit
from esteem_match.scoring import Rule, rule_of, score, score_role, values

TURNS: Sequence[Key | None] = ("wish", "intention", "need", "capacity", None)


def questions(content: Content, practitioner: Answers) -> tuple[Item, ...]:
    """The group's items that the practitioner could not answer: what to ask the group.

    Those of roles that are still open come first, and wishes before needs before facts.
    """
    fits = score(content, picture(content, practitioner), practitioner)
    unsure = [item for item, mirror in mirrored(content) if practitioner.get(mirror.id) is None]
    return tuple(sorted(unsure, key=lambda item: (not _is_open(item, fits), _turn(item))))


def open_items(
    content: Content, role: str, group: Answers, practitioner: Answers
) -> tuple[str, ...]:
    """The items without an answer, 'not sure' too, on which a role's label still hangs.

    Wishes first; nothing once the label stands. Source: scoring.md 3.2. KeyError: no such role.
    """
    if score_role(content, role, group, practitioner).label != Label.OPEN:
        return ()
    facts = values(content, group, practitioner)
    known = {item.id: item for item in content.items()}
    waiting = [
        item for item in _rests_on(rule_of(content, role)) if not isinstance(facts.get(item), int)
    ]
    return tuple(sorted(dict.fromkeys(waiting), key=lambda item: _turn(known[item])))


def _rests_on(rule: Rule) -> list[str]:
    keys = [item.id for items in rule.keys.values() for item in items]
    return keys + [c.item for conditions in rule.holds.values() for c in conditions]


def _is_open(item: Item, fits: Iterable[RoleFit]) -> bool:
    return any(fit.role == item.role and fit.label == Label.OPEN for fit in fits)


def _turn(item: Item) -> int:
    return TURNS.index(item.key)
