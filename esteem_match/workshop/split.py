"""When views differ: a wide spread with enough voices on both sides. Source: scoring.md 8."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from esteem_match.models import Content, Item, RoleModel
from esteem_match.workshop.voices import Said, Table


def differing(content: Content, found: Table) -> tuple[str, ...]:
    """The items of the table on which views differ."""
    model, items = content.model, content.group.items()
    return tuple(i.id for i in items if i.id in found and _differs(model, i, found[i.id]))


def split_roles(
    content: Content, voices: Sequence[Said], differ: Collection[str]
) -> tuple[str, ...]:
    """The roles on whose wish, or on one of whose vetoes, views differ."""
    items = list(content.group.items())
    vetoes = {item.role for item in items if item.kind == "veto" and item.id in differ}
    return tuple(
        role.id
        for role in content.model.roles
        if role.id in vetoes
        or _wishes_differ(
            content, [i for i in items if (i.key, i.role) == ("wish", role.id)], voices
        )
    )


def views_differ(model: RoleModel, found: Mapping[Fraction, int], steps: Fraction) -> bool:
    """Whether values on a scale lie far from their median, with enough on each side of the middle.

    `found`: how many gave each; `steps`: how wide is far. Any middle value does for a median: the
    mean distance is the same.
    """
    many = sum(found.values())
    median = [value for value in sorted(found) for _ in range(found[value])][many // 2]
    distance = sum(abs(value - median) * count for value, count in found.items())
    below = sum(count for value, count in found.items() if 2 * value < model.top)
    above = sum(count for value, count in found.items() if 2 * value > model.top)
    wide = distance > steps * many
    return wide and min(below, above) >= model.workshop.min_each_side


def _differs(model: RoleModel, item: Item, found: Sequence[int]) -> bool:
    camps = Counter(found)
    if item.kind == "scale":
        found_at = {Fraction(value): count for value, count in camps.items()}
        return views_differ(model, found_at, model.workshop.split_steps_item)
    sides = [count for count in camps.values() if count >= model.workshop.min_each_side]
    agreed = item.kind == "choice" and 2 * max(sides, default=0) > len(found)
    return len(sides) >= 2 and not agreed


def _wishes_differ(content: Content, wishes: Sequence[Item], voices: Iterable[Said]) -> bool:
    means = Counter(_mean(wishes, one) for one in voices if any(i.id in one for i in wishes))
    enough = means.total() >= content.model.workshop.min_voices
    return enough and views_differ(content.model, means, content.model.workshop.split_steps)


def _mean(items: Iterable[Item], said: Said) -> Fraction:
    got = [(item.weight, said[item.id]) for item in items if item.id in said]
    return Fraction(sum(weight * value for weight, value in got), sum(weight for weight, _ in got))
