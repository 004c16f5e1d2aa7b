"""The toy with checklists: limits of both sides, contacts of the group, and the picture of them."""

from pathlib import Path
from typing import Any

from esteem_match.content.files import read
from tests import toys

Raw = dict[str, Any]

ROOT = Path(__file__).resolve().parents[1]
ROLES = ("aa", "bb")
LIMITS, CONTACTS, SEEN = "g.limits", "g.contacts", "p.see.contacts"
OFFER = "p.limits"  # its boxes close roles before they are asked
BOXES = {
    LIMITS: ["g.aa.no", "g.bb.no", "g.ask"],
    CONTACTS: ["g.con.town", "g.con.help"],
    OFFER: ["p.aa.no", "p.bb.no"],
    SEEN: ["p.see.con.town", "p.see.con.help"],
}
WORDS = {
    "fallback": {"group": "the group's own", "practitioner": "the group"},
    "answer": {
        "unsure": "Not sure",
        "not_applicable_group": "Not us",
        "not_applicable_practitioner": "Not them",
        "box": "{question} {box}",
    },
    "again": {
        "form": "=An aid for a talk.",
        "form_alone": "That stands alone.",
        "form_pair": "Which pair?",
        "form_pair_help": "A code.",
    },
}


def raw() -> Raw:
    """All five files, whose vetoes are boxes, and whose practitioner begins with them."""
    files = toys.raw()
    _group(files["group"])
    _practitioner(files["practitioner"])
    files["interface"] |= WORDS
    return files


def spoken() -> Raw:
    """The same, with all words of the shipped screen: pages and papers can be made of it."""
    said = read(ROOT / "questionnaires")[0]["interface"]
    return {**raw(), "interface": said}


def checklist(files: Raw, name: str) -> Raw:
    """The raw checklist with this id, to bend."""
    sections = [part for side in ("group", "practitioner") for part in files[side]["sections"]]
    lists = (one for part in sections for one in part.get("checklists", ()))
    return next(found for found in lists if found["id"] == name)


def _group(group: Raw) -> None:
    start, *roles = group["sections"]
    group["pace"]["checklist"] = 20
    group["first_look"] = "limits"
    group["options"]["yes"] = ["No", "Yes"]
    scored, vetoes = _taken_apart(roles)
    boxes = [_box(veto, LIMITS) for veto in vetoes]
    limits = [*boxes, _yes("g.ask", LIMITS)]
    more = [_yes(name, CONTACTS) for name in BOXES[CONTACTS]]
    fact = {"id": "g.open", "kind": "choice", "text": "Open?", "options": "stage", **toys.OURS}
    group["sections"] = [
        start,
        _section("both", scored),
        _section("limits", [*limits, *more, fact], LIMITS, CONTACTS),
    ]


def _practitioner(mine: Raw) -> None:
    you, *roles = mine["sections"]
    mine["pace"]["checklist"] = 20
    mine["first_look"] = "can-bb"
    scored, vetoes = _taken_apart(roles)
    for role, part in zip(ROLES, roles, strict=True):
        part["items"] = [one for one in scored if one["role"] == role]
    mirrors = [
        {"id": name, "text": f"Is {of} theirs?", "mirrors": of, "asked_with": SEEN, **toys.OURS}
        for name, of in zip(BOXES[SEEN], BOXES[CONTACTS], strict=True)
    ]
    work, *seen = you["items"]
    facts = [{**work, "id": name} for name in ("p.place", "p.years")]
    offer = [*(_box(veto, OFFER) for veto in vetoes), work, *facts]
    mine["sections"] = [
        _section("offer", offer, OFFER),
        *roles,
        _section("you", [*seen, *mirrors], SEEN),
    ]


def _taken_apart(parts: list[Raw]) -> tuple[list[Raw], list[Raw]]:
    """What is scored in these parts, and their vetoes."""
    items = [item for part in parts for item in part["items"]]
    vetoes = [item for item in items if item["kind"] == "veto"]
    return [item for item in items if item not in vetoes], vetoes


def _box(item: Raw, name: str) -> Raw:
    return {**item, "asked_with": name}


def _yes(item: str, name: str) -> Raw:
    fields = {"kind": "choice", "text": f"About {item}", "options": "yes"}
    return {"id": item, **fields, "asked_with": name, **toys.OURS}


def _section(name: str, items: list[Raw], *lists: str) -> Raw:
    part = {"id": name, "title": f"About {name}", "why": "So that we know.", "items": items}
    return part if not lists else {**part, "checklists": [_checklist(one) for one in lists]}


def _checklist(name: str) -> Raw:
    said = {"text": f"Which of {name}?", "help": "Tick any.", "none": "None of these"}
    return {"id": name, **said, **toys.OURS}
