"""A part of a questionnaire as the browser draws it: its questions, the ways on, and the map.

The page draws it once; whoever goes on from there fetches the next one (turn.py).
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from esteem_match import journey
from esteem_match.models import Section
from esteem_match.ui import html
from esteem_match.ui.person import Here
from esteem_match.ui.questions import ask, check, first_look
from esteem_match.ui.questions.asked import after_parts, sections
from esteem_match.ui.questions.contradiction import contraries
from esteem_match.ui.words import esc
from esteem_match.words import Words

STEP = "parts"  # all parts are one screen: the browser goes from one to the next by itself


class Back(NamedTuple):
    """Where somebody came from to give one answer: page, step, and the words of the link."""

    page: str
    params: dict[str, str]
    words: str


BACKS: Mapping[str, Back] = {
    "check": Back("assess", {"step": "check"}, "assess.to_check"),
    "results": Back("results", {}, "assess.to_result"),
}


def drawn(person: Here, step: str, words: Words, *, back: str) -> dict[str, Any]:
    """The check, or the part with this name, or the first. `back`: where to, one of BACKS."""
    if step == check.STEP:
        return check.drawn(person, words, STEP)
    parts = sections(person)
    at = next((i for i, part in enumerate(parts) if part.id == step), 0)
    part, title = parts[at], words.put_in(parts[at].title)
    done = journey.progress(person.questionnaire, person.answers, part.id)
    to = BACKS.get(back)
    link = html.link(to.page, words.t(to.words), to.params) if to else ""
    return {
        "step": part.id,
        "back": back if to else "",
        "title": title,
        "page": words.page(title),
        "head": html.heading(title, 1, STEP) + link,
        "progress": _progress(done, at, words),
        "why": html.small(words.put_in(part.why)),
        "questions": ask.questions(person, part, words),
        "contrary": contraries(person, part, words),
        "looks": not person.before_result and not first_look.offered(person),
        "ways": _links(person, parts, at, words, to),
        "map": _map(parts, part, done, words),
        **ask.stands(person),
    }


def _progress(done: journey.Progress, at: int, words: Words) -> str:
    where = words.t("assess.where", part=at + 1, parts=done.sections)
    passed = "assess.map_open" if done.missing else "assess.none_left"
    name = "assess.left" if done.minutes_left else passed
    left = words.t(name, minutes=done.minutes_left, count=len(done.missing))
    share = round(100 * done.sections_done / max(done.sections, 1))
    fill = f'<div class="fill" style="width:{share}%"></div>'
    track = f'<div class="track" aria-hidden="true">{fill}</div>'
    return f'<p class="small where">{esc(where)} · {esc(left)}</p>{track}'


def _links(person: Here, parts: tuple[Section, ...], at: int, words: Words, to: Back | None) -> str:
    """Back and next. Whoever takes the second leaves the part, with what is empty in it."""
    part = parts[at]
    before = {"step": parts[at - 1].id if at else "code"}
    page, params, name = to or _next(person, parts, at)
    through = check.finish(person) if page == "workshop" else ""  # with all that is open
    on = html.press(f"next_{part.id}", words.t(name), page, params, leaves=part.id, does=through)
    if to is None:
        on = html.press(f"back_{part.id}", words.t("assess.back"), "assess", before) + on
        on += _look(person, part, params, words)
    return f'<div class="steps">{on}</div>'


def _look(person: Here, part: Section, after: dict[str, str], words: Words) -> str:
    """The way to the result so far, which leads back to here; on, where all of this is answered."""
    if not first_look.offered(person):
        return ""
    whole = all(one.reached(person.answers) for one in part.questions())
    back = after["step"] if whole and "step" in after else part.id
    return html.press(f"look_{part.id}", first_look.label(person, words), "results", {"part": back})


def _next(person: Here, parts: tuple[Section, ...], at: int) -> tuple[str, dict[str, str], str]:
    """Where next leads to, and the name of the words that say so."""
    if at + 1 < len(parts):
        return "assess", {"step": parts[at + 1].id}, "assess.next"
    page, params = after_parts(person)
    return page, params, "room.wait" if page == "workshop" else "assess.check"


def _map(parts: tuple[Section, ...], now: Section, done: journey.Progress, words: Words) -> str:
    """Every part with what is open in it, the check, and the form to type in."""
    rows = [_row(part, done, words, here=part == now) for part in parts]
    rows += _others(words)
    return html.fold("map", words.t("assess.map"), f'<ul class="open">{"".join(rows)}</ul>')


def _row(part: Section, done: journey.Progress, words: Words, *, here: bool) -> str:
    count = sum(one.id in done.missing for one in part.questions())
    mark = "map_here" if here else "map_open" if count else "map_done"
    said = words.t(f"assess.{mark}", count=count)
    name = words.t("assess.map_part", title=words.put_in(part.title), mark=said)
    if here:
        return f'<li aria-current="step">{esc(name)}</li>'
    return f"<li>{html.link('assess', name, {'step': part.id})}</li>"


def _others(words: Words) -> Iterator[str]:
    for step, name in (("check", "assess.check"), ("paper", "paper.by_numbers")):
        yield f"<li>{html.link('assess', words.t(name), {'step': step})}</li>"
