"""The check at the end, as the browser draws it: what is open, every answer, and the ways on."""

from collections.abc import Iterator
from typing import Any

from esteem_match import resources
from esteem_match.documents import phrases
from esteem_match.models import Question, Section
from esteem_match.ui import html
from esteem_match.ui.person import Here
from esteem_match.ui.questions import ask, first_look
from esteem_match.ui.questions.asked import more_to_open, not_reached, sections
from esteem_match.ui.welcome.resume import next_open
from esteem_match.ui.words import esc
from esteem_match.words import Words

STEP = "check"
FINISH = "finish"
_SHORT = 5  # a longer list of open questions is folded away


def finish(person: Here) -> str:
    """What says that this person is done with so many parts: another may open meanwhile."""
    return f"{FINISH}-{len(sections(person))}"


def drawn(person: Here, words: Words, screen: str) -> dict[str, Any]:
    """Every question asked with its answer and a way to change it; then on to the result."""
    title = words.t("check.title")
    missing = not_reached(person)
    return {
        "step": STEP,
        "back": "",
        "title": title,
        "page": words.page(title),
        "head": html.heading(title, 1, screen),
        "progress": "",
        "why": _state(person, missing, words) + _open(person, missing, words),
        "questions": [],
        "contrary": [],
        "looks": False,
        "ways": _links(person, words),
        "map": _to_change(person, words),
        **ask.stands(person),
    }


def listed(person: Here, words: Words) -> str:
    """Every question with its answer, of a record that takes no more of them."""
    return "".join(_answers(person, words, change=False))


def _to_change(person: Here, words: Words) -> str:
    """Every answer with a way to change it. In a workshop, where phones are held side by side, they
    are folded away."""
    rows = "".join(_answers(person, words, change=True))
    return (
        html.fold("answers", words.t("check.closed_show"), rows) if person.before_result else rows
    )


def _state(person: Here, missing: tuple[str, ...], words: Words) -> str:
    """How many are open, and what that means for what comes next."""
    t = words.t
    if not missing:
        note = html.box("note", t("room.next_part")) if more_to_open(person) else ""
        return html.para(t("check.complete")) + note
    enough = person.waits or first_look.offered(person)
    text = t("check.missing" if enough else "check.missing_first", count=len(missing))
    return html.box("warn", text, role="status")


def _open(person: Here, missing: tuple[str, ...], words: Words) -> str:
    """What has no answer yet, part by part, each a link to its question."""
    if not missing:
        return ""
    rows = "".join(
        html.question(words.put_in(part.title)) + f'<ul class="open">{"".join(links)}</ul>'
        for part in sections(person)
        if (links := [_link(part, one, words) for one in part.questions() if one.id in missing])
    )
    return html.fold("open", words.t("check.open_list"), rows, unfolded=len(missing) <= _SHORT)


def _link(part: Section, one: Question, words: Words) -> str:
    return f"<li>{_link_to(part, one, esc(words.put_in(one.asks.text)))}</li>"


def _link_to(part: Section, one: Question, label: str) -> str:
    return html.markup_link("assess", label, {"step": part.id, "item": one.id, "back": STEP})


def _links(person: Here, words: Words) -> str:
    before = {"step": sections(person)[-1].id}
    back = html.press("back_check", words.t("assess.back"), "assess", before)
    return f'<div class="steps">{back}{_go_on(person, words)}</div>'


def _go_on(person: Here, words: Words) -> str:
    """To the result, once there is a first look; in a workshop, back into the room."""
    t = words.t
    if not person.waits and not first_look.offered(person):
        return html.press(
            "check_go_on", t("welcome.go_on"), "assess", next_open(person) or {}, main=True
        )
    if not person.waits:
        label = first_look.label(person, words)
        return html.press("to_result", label, "results", {}, main=True)
    if more_to_open(person):
        return html.press("to_wait", t("room.wait"), "workshop", {}, main=True, does=finish(person))
    return _finish(person, words)


def _finish(person: Here, words: Words) -> str:
    """Who came with the answers of an earlier round is asked to look through them first."""
    t, again = words.t, _brought(person)
    label = t("room.finish_same" if again else "room.finish")
    done = html.press("finish_round", label, "workshop", {}, main=not again, does=finish(person))
    if not again:
        return done
    first = {"step": sections(person)[0].id}
    look = html.press("look_again", t("room.look_again"), "assess", first, main=True)
    return html.box("note", t("room.brought")) + look + done


def _brought(person: Here) -> bool:
    """Whether all answers are those of an earlier time, and none was touched since."""
    times = resources.store().times.load(person.code) if person.answers else ()
    return bool(times) and dict(times[-1].answers) == person.answers


def _answers(person: Here, words: Words, *, change: bool) -> Iterator[str]:
    for part in sections(person):
        rows = "".join(_row(person, part, one, words, change) for one in part.questions())
        yield html.heading(words.put_in(part.title)) + f'<dl class="answers">{rows}</dl>'


def _row(person: Here, part: Section, one: Question, words: Words, change: bool) -> str:
    asked, answer = esc(words.put_in(one.asks.text)), esc(_in_words(person, one, words))
    way = ""
    if change:
        name = f'{esc(words.t("check.change"))}<span class="unseen">: {asked}</span>'
        way = f" {_link_to(part, one, name)}"
    return f"<div><dt>{asked}</dt><dd>{answer}{way}</dd></div>"


def _in_words(person: Here, one: Question, words: Words) -> str:
    """An answer as the person saw it; says so when there is none yet."""
    if not one.reached(person.answers):
        return words.t("check.open")
    return phrases.answered(person.content, one, person.answers, words)
