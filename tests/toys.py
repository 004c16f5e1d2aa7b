"""A tiny questionnaires folder with two roles, as raw data that a test can bend and write out."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from esteem_match import content
from esteem_match.content.library import library as build
from esteem_match.models import Content, Library

Raw = dict[str, Any]

PACE = {"scale": 12, "veto": 10, "choice": 15, "text": 45}
FIVE = ["Fine", "A small worry", "Hard at times", "Often hard", "Very hard"]
OURS = {"source": ["OURS"]}
EVEN = ["1/5"] * 5


def raw() -> Raw:
    """All five files by name, fresh for each test."""
    files = {
        "group": _group(),
        "practitioner": _practitioner(),
        "roles": _roles(),
        "interface": _interface(),
        "examples": {"examples": [_example()]},
    }
    fresh: Raw = json.loads(json.dumps(files))  # no list is shared by two tables, as a copy would
    return fresh


def item(files: Raw, name: str) -> Raw:
    """The raw item with this id, to bend."""
    return next(found for found in _items(files) if found["id"] == name)


def section(files: Raw, side: str, name: str) -> Raw:
    return next(found for found in files[side]["sections"] if found["id"] == name)


def write(folder: Path, files: Raw, translations: Raw | None = None) -> Path:
    """Writes the files into a folder as TOML, and gives the folder."""
    (folder / "translations").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.toml").write_text(toml(data), encoding="utf-8")
    for code, data in (translations or {}).items():
        (folder / "translations" / f"{code}.toml").write_text(toml(data), encoding="utf-8")
    return folder


def translation(files: Raw) -> Raw:
    """A full translation of the files, which says the same in capitals but for names in braces."""
    tables = {name: _shouted(content.texts(name, data)) for name, data in files.items()}
    return {"language": {"name": "Loud", "direction": "ltr"}, **tables}


def loaded(folder: Path, files: Raw | None = None, translations: Raw | None = None) -> Library:
    return content.load(write(folder, files or raw(), translations))


def library(files: Raw | None = None) -> Library:
    """The library of raw files, without any folder."""
    return build(files or raw(), {}, [])


def in_base(library: Library) -> Content:
    return library.contents[library.base]


def toml(data: Raw) -> str:
    """TOML of plain data: every value inline, a table's name at the head of the file."""
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in data.items())


def _key(key: str) -> str:
    return json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _items(files: Raw) -> Iterator[Raw]:
    for side in ("group", "practitioner"):
        for part in files[side]["sections"]:
            yield from part["items"]


def _shouted(texts: Raw) -> Raw:
    return {
        path: [_shout(word) for word in words] if isinstance(words, list) else _shout(words)
        for path, words in texts.items()
    }


def _shout(text: str) -> str:
    return re.sub(r"\{[A-Z_]+\}", lambda name: name[0].lower(), text.upper())


def _item(name: str, kind: str, **fields: Any) -> Raw:
    return {"id": name, "kind": kind, "text": f"What about {name}?", **fields, **OURS}


def _scale(name: str, key: str, role: str, **fields: Any) -> Raw:
    said = {
        one: {side: f"To {side}, {name} is {one}." for side in ("group", "practitioner")}
        for one in ("high", "low")
    }
    counts = {"options": "five", "key": key, "role": role, "area": "place"}
    return _item(name, "scale", **counts, **{**said, **fields})


def _veto(name: str, role: str) -> Raw:
    return _item(name, "veto", options="no", role=role, effect="close")


def _section(name: str, *items: Raw) -> Raw:
    return {"id": name, "title": f"About {name}", "why": "So that we know.", "items": list(items)}


def _group() -> Raw:
    choice = {"options": "stage"}
    later = {"item": "g.stage", "at_least": 2}
    return {
        "id": "group",
        "title": "For the group",
        "pace": PACE,
        "options": {
            "five": FIVE,
            "no": ["That would be fine", "Please do not"],
            "stage": ["New", "Settled", "Growing", "Ending"],
        },
        "sections": [
            _section(
                "start",
                _item("g.name", "text", max_length=40),
                _item("g.stage", "choice", **choice),
                _item("g.next", "choice", **choice, when=later),
                _item("g.after", "choice", **choice, when={"item": "g.next", "at_most": 1}),
            ),
            *(
                _section(
                    role,
                    _scale(f"g.{role}.need1", "need", role, not_applicable=True),
                    _scale(f"g.{role}.wish1", "wish", role),
                    _veto(f"g.{role}.no", role),
                )
                for role in ("aa", "bb")
            ),
        ],
    }


def _practitioner() -> Raw:
    return {
        "id": "practitioner",
        "title": "For the practitioner",
        "pace": PACE,
        "options": {
            "five": ["Not at all", "A little", "Partly", "Mostly", "Fully"],
            "no": ["That would be fine", "It is outside what I can do"],
            "work": ["Nurse", "Teacher", "Somebody else"],
        },
        "sections": [
            _section(
                "you",
                _item("p.work", "choice", options="work"),
                _mirror("p.see.stage", "g.stage"),
                *(
                    _mirror(f"p.see.{name}", f"g.{name}")
                    for name in ("aa.need1", "aa.wish1", "bb.need1", "bb.wish1")
                ),
            ),
            *(
                _section(
                    f"can-{role}",
                    _scale(f"p.{role}.time", "capacity", role, floor=True, actionable=True),
                    _scale(f"p.{role}.skills", "capacity", role, actionable=True),
                    _scale(f"p.{role}.want1", "intention", role),
                    _veto(f"p.{role}.no", role),
                )
                for role in ("aa", "bb")
            ),
        ],
    }


def _mirror(name: str, of: str) -> Raw:
    return {"id": name, "text": f"What of {{group}} and {of}?", "mirrors": of, **OURS}


def _role(name: str) -> Raw:
    said = {field: f"The {field} of {name}." for field in ("name", "line", "meaning")}
    after = {"then": "You will need time.", "otherwise": "Ask somebody else."}
    lists = {"first_steps": ["Ask {group}.", "Listen."], "take_care": ["Do not push."]}
    return {
        "id": name,
        "plain": f"{name} things",
        **said,
        **after,
        **lists,
        "area": "place",
        **OURS,
    }


def _roles() -> Raw:
    ending = {"item": "g.stage", "at_least": 3}
    return {
        "id": "toy",
        "version": "1",
        "status": "expert-judgement",
        "top": 4,
        "anchors": ["not at all", "a little", "partly", "mostly", "fully"],
        "lines": {"possible": "3/8", "recommended": "5/8", **OURS},
        "welcome": {"above": "3/8", "answer": 3, **OURS},
        "expected": {**dict.fromkeys(("need", "wish", "capacity", "intention"), EVEN), **OURS},
        "sureness": {"likely": "4/5", "leaning": "1/2", **OURS},
        "report": {
            "tie": "1/10",
            "gap": "3/8",
            "gap_few": "1/2",
            "few": 5,
            "look_again_days": 180,
            **OURS,
        },
        "robustness": {"draws": 16, "spread": "1/2", "steady": "9/10", "close": "6/10", **OURS},
        "workshop": {
            "min_voices": 5,
            "min_each_side": 2,
            "split_steps": "5/6",
            "split_steps_item": "7/6",
            **OURS,
        },
        "areas": [{"id": "place", "name": "Place", "line": "A place to meet.", "source": ["KM1"]}],
        "roles": [
            {**_role("aa"), "hold_unless": [{"item": "g.aa.wish1", "at_least": 3}]},
            _role("bb"),
        ],
        "leadership": [
            {
                "id": "anybody",
                "name": "Anybody",
                "line": "Anybody leads.",
                "look_out": "Nobody may.",
                "implies": "Ask all.",
                "signs": [[{"item": "g.stage", "at_least": 0}]],
                **OURS,
            }
        ],
        "tensions": [
            {
                "id": "eager",
                "title": "More wish to help than wish for help",
                "say": "You want to.",
                "do": "Ask first.",
                "measures": {"intention": {"at_least": "5/8"}, "wish": {"at_most": "3/8"}},
                "roles": ["aa"],
                **OURS,
            }
        ],
        "advice": [
            {
                "id": "end-well",
                "to": ["group"],
                "text": "Say goodbye well.",
                "facts": [ending],
                "leadership": ["anybody"],
                "roles": ["bb"],
                **OURS,
            }
        ],
        "agreement": [
            {
                "id": "words",
                "title": "What stays here",
                "text": "Agree what stays in {group}.",
                "touched_by": [{"item": "p.work", "at_most": 0}],
                **OURS,
            }
        ],
        "sources": {"OURS": {"text": "Our judgement"}, "KM1": {"text": "Key message 1"}},
    }


def _interface() -> Raw:
    return {
        "language": {"code": "en", "name": "English", "direction": "ltr"},
        "welcome": {"title": "Welcome", "count": "You are number {count}."},
        "deep": {"er": {"still": "Here it is."}},
    }


def _example() -> Raw:
    return {
        "id": "first",
        "title": "A first case",
        "story": "A group met.",
        "url": "https://example.org",
        "note": "It is short.",
        "group": {"g.name": "The friends", "g.stage": 1, "g.aa.need1": 5},
        "practitioner": {"p.work": 0, "p.aa.time": 4},
        "expected": {"primary": ["aa"], "not_now": ["bb"]},
    }
