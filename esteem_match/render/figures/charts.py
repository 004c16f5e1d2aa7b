"""The only plotly: a map of the roles to explore. Words come in; shapes tell labels apart."""

from collections.abc import Sequence
from textwrap import wrap

import plotly.graph_objects as go
from pydantic import Field

from esteem_match.documents.phrases.roles.chart import leftmost, placed
from esteem_match.documents.simple import ChartWords
from esteem_match.models import Label, Lines, RoleFit, Value
from esteem_match.render.figures.placing import HIGH, LOW, Name, Spot, spots

Figure = go.Figure

_SYMBOLS = {
    Label.RECOMMENDED: "circle",
    Label.POSSIBLE: "circle-open",
    Label.NOT_NOW: "x-thin-open",
}
_COLOURS = {"group": "#2a8a82", "practitioner": "#b8741a"}
_HEIGHT = 480
_NAME, _TITLE = 12, 30
_LETTER, _LINE = 8, 18  # pixels, in our font at the size of the charts


class Words(ChartWords):
    """What a chart says, and in which colours."""

    ink: str
    paper: str
    more: dict[str, str] = Field(default_factory=dict)
    """What a point tells of its role, by id, to whoever points at it: no word of a user."""


def role_map(pairs: Sequence[Sequence[RoleFit]], lines: Lines, words: Words) -> go.Figure:
    """Each role as a point: right for the group (up) against within reach (right), both 0 to 1.

    `pairs`: the roles of the group with each practitioner; of several, points have their numbers.

    The outer, dotted box begins at the line of "possible", the inner, dashed one at "recommended".
    Roles of which nothing is known are left out: `placed` tells which are on the map.
    """
    figure = go.Figure()
    points = [(number, fit) for number, fits in enumerate(pairs, 1) for fit in placed(fits)]
    for line, dash in ((lines.possible, "dot"), (lines.recommended, "dash")):
        corner = {"x0": float(line), "y0": float(line), "x1": HIGH, "y1": HIGH}
        edge = {"color": words.ink, "dash": dash, "width": 1}
        figure.add_shape(type="rect", line=edge, **corner)
    for label in Label:
        labelled = [(number, fit) for number, fit in points if fit.label == label]
        _add_points(figure, _numbered(labelled), label, words, numbered=len(pairs) > 1)
    shown = [fit for _, fit in points]
    _add_names(figure, leftmost(shown), shown, words)
    figure.update_xaxes(title=_lines(f"{words.achievable} →", _TITLE), **_axis(words))
    figure.update_yaxes(title=_lines(f"{words.appropriate} →", _TITLE), **_axis(words))
    return _calm(figure, words, _HEIGHT)


def _numbered(points: Sequence[tuple[int, RoleFit]]) -> list[tuple[str, RoleFit]]:
    """Numbers at one and the same point, side by side: one would hide the other."""
    found: list[tuple[str, RoleFit]] = []
    for number, fit in points:
        at = next((n for n, (_, other) in enumerate(found) if other == fit), None)
        if at is None:
            found.append((str(number), fit))
        else:
            found[at] = f"{found[at][0]}, {number}", fit
    return found


def _add_points(
    figure: go.Figure,
    points: Sequence[tuple[str, RoleFit]],
    label: Label,
    words: Words,
    *,
    numbered: bool,
) -> None:
    if not points:
        return
    achievable = [fit.achievable.value for _, fit in points]
    appropriate = [fit.appropriate.value for _, fit in points]
    figure.add_scatter(
        x=[value.expected for value in achievable],
        y=[value.expected for value in appropriate],
        error_x=_reach(achievable, [value.expected for value in achievable]),
        error_y=_reach(appropriate, [value.expected for value in appropriate]),
        mode="markers+text" if numbered else "markers",
        text=[numbers for numbers, _ in points],
        hovertext=[words.more.get(fit.role, words.roles[fit.role]) for _, fit in points],
        hoverinfo="text",
        textposition="top center",
        textfont={"color": words.ink},
        marker={"symbol": _SYMBOLS[label], "size": 15, "color": _COLOURS["group"]}
        | {"line": {"width": 3, "color": _COLOURS["group"]}},
        name=words.labels[label],
    )


def _add_names(
    figure: go.Figure, fits: Sequence[RoleFit], points: Sequence[RoleFit], words: Words
) -> None:
    """Names beside the points, each where it covers no point and no other name."""
    texts = [_lines(words.roles[fit.role]) for fit in fits]
    for fit, text, spot in zip(fits, texts, name_spots(fits, points, texts), strict=True):
        x, y = place(fit)
        figure.add_annotation(
            x=x,
            y=y,
            ax=spot.right,
            ay=spot.down,
            text=text,
            xanchor="center",
            yanchor="middle",
            standoff=8,
            arrowhead=0,
            arrowwidth=1,
            arrowcolor=words.ink,
            bgcolor=words.paper,
            borderpad=0,
            font={"color": words.ink},
        )


def name_spots(
    fits: Sequence[RoleFit], points: Sequence[RoleFit], texts: Sequence[str]
) -> tuple[Spot, ...]:
    """Where each name stands from its point, as `placing` finds it."""
    names = tuple(Name(*place(fit), *_size(text)) for fit, text in zip(fits, texts, strict=True))
    return spots(names, tuple(place(fit) for fit in points), numbered=len(points) > len(fits))


def place(fit: RoleFit) -> tuple[float, float]:
    """A role's point on the map: within reach to the right, right for the group upwards."""
    return fit.achievable.value.expected, fit.appropriate.value.expected


def _size(text: str) -> tuple[int, int]:
    """The pixels that lines of words take at most."""
    lines = text.split("<br>")
    return _LETTER * max(map(len, lines)), _LINE * len(lines)


def _lines(text: str, width: int = _NAME) -> str:
    """Words in lines of at most `width` letters, so that they stand on a phone in any language."""
    return "<br>".join(wrap(text, width))


def _reach(values: Sequence[Value], starts: Sequence[float]) -> dict[str, object]:
    """Whiskers over what open answers leave open."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [value.high - start for value, start in zip(values, starts, strict=True)],
        "arrayminus": [
            max(start - value.low, 0) for value, start in zip(values, starts, strict=True)
        ],
        "thickness": 1,
    }


def _axis(words: Words) -> dict[str, object]:
    return {
        "range": [LOW, HIGH],
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
