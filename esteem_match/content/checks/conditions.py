"""Conditions: their bounds must be possible for the answer."""

from collections.abc import Iterator

from esteem_match.content.view import View
from esteem_match.models import Condition, Item, Side

Fault = tuple[str, str]


def impossible(view: View, side: Side, item: Item, condition: Condition) -> Iterator[Fault]:
    """Why a condition on this item could never be met."""
    words = view.side(side).options.get(item.options)
    if item.kind == "text":
        yield f"looks at {item.id!r}, whose answer is a text", "Look at a choice, scale or veto"
    elif words is not None:
        yield from _bounds(condition, item.id, len(words) - 1)


def _bounds(condition: Condition, name: str, last: int) -> Iterator[Fault]:
    low, high = condition.at_least, condition.at_most
    outside = [bound for bound in (low, high) if bound is not None and not 0 <= bound <= last]
    if outside:
        wrong = f"compares with {outside[0]}, but the answers to {name!r} are 0 to {last}"
        yield wrong, f"Use positions from 0 to {last}"
    elif low is not None and high is not None and low > high:
        yield f"can't be met: at_least {low} is above at_most {high}", "Exchange the two"
