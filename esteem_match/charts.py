"""The only plotly: the map of the roles and the bars. Words come in; shapes tell labels apart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go

from esteem_match.models import Label, Lines, RoleFit, Side, Value

_SYMBOLS = {
    Label.RECOMMENDED: "circle",
    Label.POSSIBLE: "circle-open",
    Label.NOT_NOW: "x-thin-open",
    Label.OPEN: "diamond-open",
}
_COLOURS = {"group": "#2a8a82", "practitioner": "#b8741a"}
_HEIGHT = 480
_LINE_GAP = 0.12
_EDGE = 1.08
_NAME, _TITLE = 12, 30


@dataclass(frozen=True)
class Words:
    """What a chart says: its axes, the roles' names by id, the labels in words; and its ink."""

    appropriate: str
    achievable: str
    roles: Mapping[str, str]
    labels: Mapping[Label, str]
    ink: str


def role_map(fits: Sequence[RoleFit], lines: Lines, words: Words) -> go.Figure:
    """Each role as a point: right for the group (up) against within reach (right), both 0 to 1.

    The outer, dotted box begins at the line of "possible", the inner, dashed one at "recommended".
    Roles of which nothing is known are left out: `placed` tells which are on the map.
    """
    figure, fits = go.Figure(), placed(fits)
    for line, dash in ((lines.possible, "dot"), (lines.recommended, "dash")):
        corner = {"x0": float(line), "y0": float(line), "x1": _EDGE, "y1": _EDGE}
        edge = {"color": words.ink, "dash": dash, "width": 1}
        figure.add_shape(type="rect", line=edge, **corner)
    for label in Label:
        _add_points(figure, [fit for fit in fits if fit.label == label], label, words)
    _add_names(figure, fits, words)
    figure.update_xaxes(title=_lines(f"{words.achievable} →", _TITLE), **_axis(words))
    figure.update_yaxes(title=_lines(f"{words.appropriate} →", _TITLE), **_axis(words))
    return _calm(figure, words, _HEIGHT)


def placed(fits: Sequence[RoleFit]) -> list[RoleFit]:
    """The roles that have a place on the map: something is known of one side at least."""
    return [fit for fit in fits if _known(fit.appropriate.value) or _known(fit.achievable.value)]


def _known(value: Value) -> bool:
    return value.high - value.low < 1


def _add_points(figure: go.Figure, fits: Sequence[RoleFit], label: Label, words: Words) -> None:
    if not fits:
        return
    achievable = [fit.achievable.value for fit in fits]
    appropriate = [fit.appropriate.value for fit in fits]
    figure.add_scatter(
        x=[middle(value) for value in achievable],
        y=[middle(value) for value in appropriate],
        error_x=_reach(achievable),
        error_y=_reach(appropriate),
        mode="markers",
        marker={"symbol": _SYMBOLS[label], "size": 15, "color": _COLOURS["group"]}
        | {"line": {"width": 3, "color": _COLOURS["group"]}},
        name=words.labels[label],
    )


def _add_names(figure: go.Figure, fits: Sequence[RoleFit], words: Words) -> None:
    """Names beside the points, moved up where they would cover each other."""
    floor = -1.0
    for fit in sorted(fits, key=lambda fit: middle(fit.appropriate.value)):
        x, y = middle(fit.achievable.value), middle(fit.appropriate.value)
        floor = max(y, floor + _LINE_GAP)
        right = x > 0.5
        figure.add_annotation(
            x=x,
            y=y,
            ax=-24 if right else 24,
            ay=-(floor - y) * _HEIGHT * 0.7 - 6,
            text=_lines(words.roles[fit.role]),
            xanchor="right" if right else "left",
            arrowhead=0,
            arrowwidth=1,
            arrowcolor=words.ink,
            font={"color": words.ink},
        )


def _lines(text: str, width: int = _NAME) -> str:
    """Words in lines of at most `width` letters, so that they stand on a phone in any language."""
    return "<br>".join(wrap(text, width))


def middle(value: Value) -> float:
    """Where to draw a value: its point, or the middle of its range."""
    return (value.low + value.high) / 2 if value.point is None else value.point


def _sure(value: Value) -> float:
    """As far as a bar is drawn: its point, or what is sure already."""
    return value.low if value.point is None else value.point


def _reach(values: Sequence[Value], start: Callable[[Value], float] = middle) -> dict[str, object]:
    """Whiskers over what open answers leave open."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [value.high - start(value) for value in values],
        "arrayminus": [start(value) - value.low for value in values],
        "thickness": 1,
    }


def bars(fits: Sequence[RoleFit], sides: Sequence[Side], words: Words) -> go.Figure:
    """A bar a role and side, in the order given, the first on top; 0 to 1."""
    figure = go.Figure()
    for side in sides:
        part = "appropriate" if side == "group" else "achievable"
        figure.add_bar(
            y=[_lines(words.roles[fit.role]) for fit in fits],
            x=[_sure(getattr(fit, part).value) for fit in fits],
            error_x=_reach([getattr(fit, part).value for fit in fits], _sure),
            name=words.appropriate if side == "group" else words.achievable,
            orientation="h",
            marker={"color": _COLOURS[side], "pattern": {"shape": "" if side == "group" else "/"}},
        )
    figure.update_xaxes(**_axis(words))
    figure.update_yaxes(autorange="reversed", tickfont={"color": words.ink})
    return _calm(figure, words, height=90 + 70 * len(fits))


def _axis(words: Words) -> dict[str, object]:
    return {
        "range": [-0.08, _EDGE],
        "showticklabels": False,
        "zeroline": False,
        "showgrid": False,
        "showline": True,
        "linecolor": words.ink,
        "title_font": {"color": words.ink},
    }


def _calm(figure: go.Figure, words: Words, height: int) -> go.Figure:
    return figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": -0.18, "font": {"color": words.ink}},
        font={"size": 14, "color": words.ink},
        barmode="group",
        showlegend=True,
    )
