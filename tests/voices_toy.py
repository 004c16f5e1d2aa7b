"""Voices and small rounds for the laws of a workshop."""

from typing import Any

from esteem_match.models import Answer, Content, Item, Seat, Voice
from tests.models_toy import OURS, toy

ONE_EACH = {"need": (1,), "wish": (1,), "capacity": (1,), "intention": (1,)}
FEW = {
    "min_voices": 3,
    "min_each_side": 1,
    "split_steps": "1/2",
    "split_steps_item": "1/2",
    "source": OURS,
}
MARK = "a text that nobody may see"


def voice(tag: int | str, seat: Seat = "member", **answers: Answer) -> Voice:
    """Answers by id, with _ for the dots: g_a_wish1=3."""
    return Voice(
        tag=str(tag), seat=seat, answers={k.replace("_", "."): a for k, a in answers.items()}
    )


def members(item: str, digits: str, seat: Seat = "member") -> list[Voice]:
    """A voice for each digit: its answer to one item; '-' is not sure."""
    return [
        Voice(tag=f"{seat}{n:02}", seat=seat, answers={item: None if d == "-" else int(d)})
        for n, d in enumerate(digits)
    ]


def small(**changes: Any) -> Content:
    """One role on three words, a fact and a text: few enough to try every round."""
    return toy(
        ("a",),
        top=2,
        weights=ONE_EACH,
        floors=(0,),
        facts=(
            fact("g.fact"),
            fact("p.see.fact", mirrors="g.fact"),
            Item(id="g.words", kind="text", text="Words", max_length=99, source=OURS),
            Item(id="p.words", kind="text", text="Words", max_length=99, source=OURS),
        ),
        **{
            "workshop": FEW,
            "robustness": {"draws": 8, "spread": "1/2", "steady": "9/10", "close": "6/10",
                           "source": OURS},
            "leadership": [_leadership()],
            "tensions": [_tension()],
            "advice": [_advice()],
            "agreement": [_agreement()],
            **changes,
        },
    )  # fmt: skip


def fact(name: str, **more: Any) -> Item:
    return Item(id=name, kind="choice", text="A fact", options="scale", source=OURS, **more)


def _leadership() -> dict[str, Any]:
    words = dict.fromkeys(("name", "line", "look_out", "implies"), "Lead")
    return {"id": "lead", "signs": [[{"item": "g.fact", "at_least": 1}]], "source": OURS, **words}


def _tension() -> dict[str, Any]:
    words = dict.fromkeys(("title", "say", "do"), "Talk")
    measures = {"intention": {"at_least": "1/2"}, "wish": {"at_most": "1/2"}}
    return {"id": "eager", "measures": measures, "source": OURS, **words}


def _advice() -> dict[str, Any]:
    return {"id": "ask", "to": ["group"], "text": "Ask", "roles": ["a"], "source": OURS}


def _agreement() -> dict[str, Any]:
    touched = [{"item": "g.a.wish1", "at_least": 1}]
    return {"id": "agree", "title": "T", "text": "T", "touched_by": touched, "source": OURS}
