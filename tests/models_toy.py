"""Small made-up models for the laws: every role asked alike, built without any file."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from esteem_match.models import (
    SIDES,
    Answer,
    Condition,
    Content,
    Item,
    Key,
    Questionnaire,
    Role,
    RoleModel,
    Side,
)

LAW = settings(max_examples=60, deadline=None)
PACE = {"scale": 1, "veto": 1, "choice": 1, "text": 1}
OURS = ("OURS",)
DRAWS = {"spread": "1/2", "steady": "9/10", "close": "6/10", "source": OURS}
SIMPLE: Mapping[Key, tuple[int, ...]] = {
    "need": (1, 1, 1),
    "wish": (1, 1),
    "capacity": (1, 1, 1, 1),
    "intention": (1, 1),
}
VETOED = (0, 0, 0, 0, 0, 0, 1)
SIDE_OF: Mapping[Key, Side] = {key: side for side, keys in SIDES.items() for key in keys}

Tables = Sequence[Mapping[str, Any]]


def toy(
    roles: Sequence[str] = ("a", "b"),
    *,
    top: int = 4,
    weights: Mapping[Key, Sequence[int]] = SIMPLE,
    floors: Sequence[int] = (0, 2),
    effect: str = "close",
    held: Mapping[str, Sequence[Condition]] | None = None,
    facts: Sequence[Item] = (),
    reverse: bool = False,
    **model: Any,
) -> Content:
    """Items `g.<role>.need1` ..., their mirrors `p.see.<role>.need1` ..., vetoes, extra facts."""
    items = {side: _items(roles, side, weights, floors, effect, reverse) for side in SIDES}
    items["practitioner"] += [_mirror(item) for item in items["group"] if item.key]
    for side in SIDES:
        items[side] += [fact for fact in facts if fact.id.startswith(side[0])]
    return Content(
        group=_questionnaire("group", top, items["group"]),
        practitioner=_questionnaire("practitioner", top, items["practitioner"]),
        model=_model(roles, top, held or {}, model),
    )


def answers_of(shape: str, role: str = "a") -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Both sides' answers to one role from rows of digits, as '342 33 2334 23'; '-' is missing."""
    sides: dict[Side, dict[str, Answer]] = {"group": {}, "practitioner": {}}
    for key, digits in zip(SIDE_OF, shape.split(), strict=True):
        for number, digit in enumerate(digits, 1):
            if digit != "-":
                sides[SIDE_OF[key]][_id(SIDE_OF[key], role, key, number)] = int(digit)
    return sides["group"], sides["practitioner"]


def key_items(content: Content, side: Side) -> list[Item]:
    return [item for item in content.side(side).items() if item.key]


def positions(content: Content, item: Item) -> int:
    return len(content.group.options[item.options]) + item.not_applicable


@st.composite
def contents(draw: st.DrawFn, **fixed: Any) -> Content:
    """Random models with 2 to 6 roles, measured alike, on scales of 2, 3, 5 or 7 words."""
    roles = tuple("abcdef"[: draw(st.integers(2, 6))])
    weights = draw(key_weights(4))
    top = draw(st.sampled_from((1, 2, 4, 6)))
    held = {role: draw(_conditions(role, top)) for role in draw(st.sets(st.sampled_from(roles)))}
    chosen = {
        "top": top,
        "weights": weights,
        "floors": draw(st.sets(st.integers(0, len(weights["capacity"]) - 1))),
        "effect": draw(st.sampled_from(("close", "hold"))),
        "held": held,
        "expected": {**{key: draw(_spreads(top)) for key in SIDE_OF}, "source": OURS},
        "welcome": draw(_welcomes(top)),
    }
    return toy(roles, **{**chosen, **fixed})


@st.composite
def key_weights(draw: st.DrawFn, most: int) -> dict[Key, list[int]]:
    """Weights of up to `most` items a key; of needs the strongest counts, so theirs are 1."""
    found = {key: draw(st.lists(st.integers(1, 3), min_size=1, max_size=most)) for key in SIDE_OF}
    return {**found, "need": [1] * len(found["need"])}


@st.composite
def answered(draw: st.DrawFn, content: Content, *, complete: bool = False) -> dict[str, Answer]:
    """Both sides' answers to key and veto items in one mapping; with gaps unless `complete`."""
    items = [
        item
        for item in content.items()
        if item.mirrors is None and (item.key or item.kind == "veto")
    ]
    size = 2 * len(items)  # one draw for all of them: a draw each took ten times as long
    drawn = draw(st.binary(min_size=size, max_size=size))
    found: dict[str, Answer] = {}
    for item, state, value in zip(items, drawn[::2], drawn[1::2], strict=True):
        some = VETOED[value % len(VETOED)] if item.kind == "veto" else value
        given = 0 if complete else state % 5
        if given < 4:
            found[item.id] = some % positions(content, item) if given < 3 else None
    return found


def split(answers: Mapping[str, Answer]) -> tuple[dict[str, Answer], dict[str, Answer]]:
    group = {item: answer for item, answer in answers.items() if item.startswith("g.")}
    return group, {item: answer for item, answer in answers.items() if item not in group}


def _spreads(top: int) -> st.SearchStrategy[list[str]]:
    parts = st.lists(st.integers(1, 4), min_size=top + 1, max_size=top + 1)
    return parts.map(lambda some: [f"{part}/{sum(some)}" for part in some])


def _welcomes(top: int) -> st.SearchStrategy[dict[str, Any]]:
    above = st.sampled_from(("0", "1/4", "3/8", "1/2"))
    return st.builds(
        lambda line, answer: {"above": line, "answer": answer, "source": OURS},
        above,
        st.integers(1, top),
    )


def _conditions(role: str, top: int) -> st.SearchStrategy[list[Condition]]:
    """On the role's own items; the lowest answer does not meet them and the highest does."""
    items = st.sampled_from((f"g.{role}.wish1", f"p.{role}.intention1", f"p.{role}.capacity1"))
    made = st.builds(lambda item, n: Condition(item=item, at_least=n), items, st.integers(1, top))
    return st.lists(made, max_size=2)


def _items(
    roles: Sequence[str],
    side: Side,
    weights: Mapping[Key, Sequence[int]],
    floors: Sequence[int],
    effect: str,
    reverse: bool,
) -> list[Item]:
    made = [
        _item(side, role, key, number, weight, key == "capacity" and number - 1 in floors)
        for role in roles
        for key in SIDES[side]
        for number, weight in enumerate(weights[key], 1)
    ]
    vetoes = [
        Item(id=f"{side[0]}.{role}.no", kind="veto", text="No", options="veto", role=role,
             effect=effect, source=OURS)
        for role in roles
    ]  # fmt: skip
    return [*reversed(made), *vetoes] if reverse else made + vetoes


def _item(side: Side, role: str, key: Key, number: int, weight: int, floor: bool) -> Item:
    return Item(
        id=_id(side, role, key, number),
        kind="scale",
        text="A question",
        options="scale",
        key=key,
        role=role,
        area="area",
        weight=weight,
        floor=floor,
        actionable=key == "capacity",
        not_applicable=key == "need",
        source=OURS,
    )


def _mirror(item: Item) -> Item:
    changes = {"id": "p.see" + item.id[1:], "key": None, "mirrors": item.id}
    return item.model_copy(update=changes)


def _id(side: Side, role: str, key: Key, number: int) -> str:
    return f"{side[0]}.{role}.{key}{number}"


def _questionnaire(side: Side, top: int, items: Sequence[Item]) -> Questionnaire:
    options = {"scale": tuple(f"word {n}" for n in range(top + 1)), "veto": ("No", "Yes")}
    section = {"id": "all", "title": "All", "why": "Because", "items": items}
    return Questionnaire.model_validate(
        {"id": side, "title": side, "pace": PACE, "options": options, "sections": [section]}
    )


def _model(
    roles: Sequence[str], top: int, held: Mapping[str, Sequence[Condition]], more: dict[str, Any]
) -> RoleModel:
    base = {
        "id": "toy",
        "version": "1",
        "status": "expert-judgement",
        "top": top,
        "anchors": [f"word {n}" for n in range(top + 1)],
        "lines": {"possible": "3/8", "recommended": "5/8", "source": OURS},
        "welcome": {"above": "3/8", "answer": max(1, 3 * top // 4), "source": OURS},
        "expected": {**{key: _even(top) for key in SIDE_OF}, "source": OURS},
        "sureness": {"likely": "4/5", "leaning": "1/2", "source": OURS},
        "report": {
            "tie": "1/10",
            "gap": "3/8",
            "gap_few": "1/2",
            "few": 5,
            "look_again_days": 180,
            "source": OURS,
        },
        "robustness": {**DRAWS, "draws": 128},
        "workshop": {
            "min_voices": 5,
            "min_each_side": 2,
            "split_steps": "5/6",
            "split_steps_item": "7/6",
            "source": OURS,
        },
        "areas": [{"id": "area", "name": "Area", "line": "Line", "source": OURS}],
        "roles": [_role(role, held.get(role, ())) for role in roles],
        "leadership": (),
        "tensions": (),
        "advice": (),
        "agreement": (),
        "sources": {"OURS": {"text": "Our judgement"}},
    }
    return RoleModel.model_validate({**base, **more})


def _even(top: int) -> list[str]:
    return [f"1/{top + 1}"] * (top + 1)


def _role(role: str, held: Sequence[Condition]) -> Role:
    words = dict.fromkeys(("name", "line", "meaning", "then", "otherwise"), role)
    more = {"first_steps": ["Start"], "take_care": ["Mind"], "source": OURS}
    return Role.model_validate({"id": role, "area": "area", "hold_unless": held, **words, **more})
