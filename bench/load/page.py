"""What a tab shows: the elements of its page, as Streamlit's messages build them up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

Path = tuple[int, ...]

# kind: the field that carries its value, and where the server says what it shall show instead
FIELDS = {
    "radio": ("string_value", "raw_value"),
    "selectbox": ("string_value", "raw_value"),
    "text_input": ("string_value", "value"),
    "text_area": ("string_value", "value"),
    "checkbox": ("bool_value", "value"),
}


class Way(NamedTuple):
    """Where a button below the questions leads, the parts that it leaves, and what it asks for."""

    to: str
    left: list[str]
    step: str


def way_of(ways: str, key: str) -> Way | None:
    """The button below a part of the questions whose key begins so."""
    names = "".join(rf' data-{name}="([^"]*)"' for name in ("to", "left", "does"))
    found = re.search(rf"st-key-{key}[^>]*><button[^>]*{names}", ways)
    if found is None:
        return None
    to, left, does = (unescape(one) for one in found.groups())
    return Way(to, [left] if left else [], does or step_of(to))


def step_of(to: str) -> str:
    """What an address asks for: a step of the questions, or where a workshop stands."""
    place = urlsplit(to)
    return "status" if place.path == "/workshop" else dict(parse_qsl(place.query)).get("step", "")


def key_of(widget_id: str) -> str:
    """The key that the program gave a widget: the end of its id."""
    return widget_id.split("-", 2)[-1]


def started_with(kind: str, widget: Any) -> WidgetState:
    """What a browser holds for a widget that it has just drawn."""
    state = WidgetState(id=widget.id)
    carried, told = FIELDS[kind]
    if widget.set_value:
        setattr(state, carried, getattr(widget, told))
    elif kind in {"radio", "selectbox"}:
        if widget.HasField("default"):
            state.string_value = widget.options[widget.default]
    else:
        setattr(state, carried, widget.default)
    return state


@dataclass
class Page:
    """The elements by their place. A run draws all anew; what it did not draw is gone after it."""

    shown: dict[Path, Element] = field(default_factory=dict)
    drawn: dict[Path, Element] = field(default_factory=dict)
    parts: dict[Path, str] = field(default_factory=dict)

    def begin(self, fragments: frozenset[str]) -> None:
        """A run begins: of the whole page, or of some fragments only."""
        stay = (path for path in self.shown if fragments and self.parts[path] not in fragments)
        self.drawn = {path: self.shown[path] for path in stay}

    def draw(self, message: ForwardMsg) -> None:
        delta: Delta = message.delta
        if delta.HasField("new_element"):
            path = tuple(message.metadata.delta_path)
            self.drawn[path] = delta.new_element
            self.parts[path] = delta.fragment_id

    def end(self) -> None:
        self.shown = self.drawn
        self.parts = {path: self.parts[path] for path in self.shown}

    def widgets(self) -> Iterator[tuple[str, Any]]:
        """Kind and widget of each that holds a value."""
        for element in self.shown.values():
            kind = element.WhichOneof("type")
            if kind in FIELDS:
                yield kind, getattr(element, kind)

    def all(self, kind: str) -> Iterator[Any]:
        for element in self.shown.values():
            if element.WhichOneof("type") == kind:
                yield getattr(element, kind)

    def find(self, kind: str, key: str) -> Any | None:
        """The widget of that kind whose key begins so."""
        return next((one for one in self.all(kind) if key_of(one.id).startswith(key)), None)

    def component(self, name: str) -> Any | None:
        """What is there for a script of ours."""
        ours = self.all("bidi_component")
        return next((one for one in ours if one.component_name.endswith(f"esteem_{name}")), None)

    def part_of(self, widget_id: str) -> str:
        """The fragment that drew a widget: a tap on it runs only that."""
        for path, element in self.shown.items():
            kind = element.WhichOneof("type")
            if getattr(getattr(element, kind), "id", "") == widget_id:
                return self.parts[path]
        return ""

    def says(self, mark: str) -> bool:
        """Whether any HTML of ours on the page holds this text."""
        return any(mark in html.body for html in self.all("html"))
