"""The walk through a questionnaire: its sections, one a screen, and the map of them."""

from contextlib import suppress

import streamlit as st

from esteem_match import journey
from esteem_match.models import Section
from esteem_match.store import Ended, NotFound, Refused, StoreError
from esteem_match.ui import ask, keep, state
from esteem_match.ui.code import show_code
from esteem_match.ui.layout import button, frame, note, small, warn, wrong
from esteem_match.ui.parts import show_map
from esteem_match.ui.person import Here, renew
from esteem_match.ui.ways import at_step, go, show_step
from esteem_match.ui.words import esc, put_in, t

_WAYS = ("back", "next")


def first_step(person: Here) -> str:
    """Where this person goes on: at the code, at the first open part, at the check, or waiting."""
    if not person.answers:
        return "code"
    said = {**dict.fromkeys(_passed_texts(person)), **person.answers}
    first = journey.first_open(person.questionnaire, said)
    if first in {part.id for part in sections(person)}:
        return str(first)
    return "wait" if more_to_open(person) else "check"


def _passed_texts(person: Here) -> list[str]:
    """Texts left open in parts that somebody has been through: nobody is led back for these."""
    parts = sections(person)
    been = [any(item.id in person.answers for item in part.items) for part in parts]
    last = max((at for at, here in enumerate(been) if here), default=-1)
    return [item.id for part in parts[: last + 1] for item in part.items if item.kind == "text"]


def show_new_code(person: Here) -> None:
    frame(t("code.title"), person, step="code")
    show_code(person)
    with st.container(horizontal=True):
        on = button(t("code.on"), "code_on", main=True)
        by_numbers = button(t("paper.by_numbers"), "code_paper")
    if on or by_numbers:
        show_step(step="paper" if by_numbers else sections(person)[0].id)


def show_section(person: Here, step: str) -> None:
    """One section: its questions, back and next, and the map. An unknown step shows the first.

    Who came from the check to change an answer goes back there.
    """
    parts = sections(person)
    at = next((i for i, part in enumerate(parts) if part.id == step), 0)
    part = parts[at]
    frame(put_in(part.title), person, step=part.id, item=st.query_params.get("item", ""))
    tell_outdated(person)
    _way_to_check(part)
    done = journey.progress(person.questionnaire, person.answers)
    st.html(_progress(done, at))
    small(put_in(part.why))
    ask.ask(person, part)
    _back_and_next(person, at)
    show_map(parts, part, done.missing)


def sections(person: Here) -> tuple[Section, ...]:
    """The parts that are asked of this person now; in a workshop, those that are open."""
    return journey.asked(person.questionnaire, person.answers)[: opened(person)]


def opened(person: Here) -> int | None:
    """How many parts a workshop that goes part by part has opened; None where all are open."""
    seat = person.seat
    return (seat.opened or 1) if seat and seat.paced and person.waits else None


def not_reached(person: Here) -> tuple[str, ...]:
    """The questions that are asked of this person now and have no answer yet."""
    asked = (item.id for part in sections(person) for item in part.items)
    return tuple(item for item in asked if item not in person.answers)


def more_to_open(person: Here) -> bool:
    """Whether parts of this questionnaire are still shut."""
    whole = journey.asked(person.questionnaire, person.answers)
    return len(sections(person)) < len(whole)


def _progress(done: journey.Progress, at: int) -> str:
    where = t("assess.where", part=at + 1, parts=done.sections)
    left = t("assess.left" if done.minutes_left else "assess.none_left", minutes=done.minutes_left)
    share = round(100 * done.sections_done / max(done.sections, 1))
    fill = f'<div class="fill" style="width:{share}%"></div>'
    track = f'<div class="track" aria-hidden="true">{fill}</div>'
    return f'<p class="small where">{esc(where)} · {esc(left)}</p>{track}'


def _from_check() -> bool:
    return st.query_params.get("back") == "check"


def _way_to_check(part: Section) -> None:
    if not _from_check():
        return
    if button(t("assess.to_check"), f"to_check_{part.id}", plain=True):
        show_step(step="check")


def _back_and_next(person: Here, at: int) -> None:
    parts = sections(person)
    part = parts[at]
    with st.container(key="steps", horizontal=True):
        back = not _from_check() and button(t("assess.back"), f"back_{part.id}")
        on = button(_on_words(person, parts, at), f"next_{part.id}", main=True)
    if back or on:
        step = _leads_to(person, parts, at, back)
        if step:
            show_step(step=step)
        keep.tell_unkept()


def turn(person: Here) -> None:
    """Follows a press on back or next before the page that it leaves is drawn.

    A session that never drew the button does not know of it yet, and reads it where it is drawn.
    """
    if person.record.finished:
        return
    parts = sections(person)
    ways = {f"{way}_{part.id}": (at, way) for at, part in enumerate(parts) for way in _WAYS}
    for pressed in state.presses() & ways.keys():
        at, way = ways[pressed]
        step = _leads_to(person, parts, at, way == "back")
        if step:
            state.presses().discard(pressed)
            at_step(step=step)


def _leads_to(person: Here, parts: tuple[Section, ...], at: int, back: bool) -> str:
    """The step that back or next leads to; none where what is left empty could not be kept."""
    if back:
        return parts[at - 1].id if at else "code"
    if not keep.pass_texts(person, parts[at]):
        return ""
    last = at + 1 >= len(parts)
    if last and more_to_open(person):
        go("workshop")
    return "check" if last or _from_check() else parts[at + 1].id


def _on_words(person: Here, parts: tuple[Section, ...], at: int) -> str:
    if _from_check():
        return t("assess.to_check")
    if at + 1 < len(parts):
        return t("assess.next")
    return t("room.wait" if more_to_open(person) else "assess.check")


def tell_outdated(person: Here) -> None:
    """Says that the questions are not today's, and offers today's; a round keeps to its own."""
    if person.outdated and not person.waits:
        note(t("assess.outdated"))
        _offer_renewal(person)


def tell_unreadable(person: Here, page: str) -> None:
    """In place of a page that needs the rules that were answered, where nothing can read them."""
    frame(t(f"{page}.nav"), person, step=f"{page}_unreadable")
    warn(t("assess.unreadable"))
    _offer_renewal(person)


def _offer_renewal(person: Here) -> None:
    small(t("assess.renew_what"))
    if button(t("assess.renew"), "renew"):
        _renew(person)


def _renew(person: Here) -> None:
    try:
        with suppress(NotFound):
            renew(person)
    except Ended:
        show_step(late="1")
    except Refused:
        wrong(t("fault.round_keeps"))
        return
    except StoreError:
        wrong(t("workshop.failed"))
        return
    st.rerun()
