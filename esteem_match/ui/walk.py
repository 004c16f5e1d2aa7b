"""The walk through a questionnaire: its sections, one a screen, and the map of them."""

from contextlib import suppress

import streamlit as st

from esteem_match import journey
from esteem_match.models import Item, Section
from esteem_match.store import Ended, NotFound, Refused, StoreError
from esteem_match.ui import ask, keep, state
from esteem_match.ui.code import show_code
from esteem_match.ui.layout import button, frame, go, note, show_step, small, warn, wrong
from esteem_match.ui.person import Here, renew
from esteem_match.ui.words import esc, md, put_in, t


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
    if button(t("code.on"), "code_on", main=True):
        show_step(step=sections(person)[0].id)


def show_section(person: Here, step: str) -> None:
    """One section: its questions, back and next, and the map. An unknown step shows the first.

    Who came from the check to change an answer goes back there.
    """
    parts = sections(person)
    at = next((i for i, part in enumerate(parts) if part.id == step), 0)
    part = parts[at]
    way = frame(put_in(part.title), person, step=part.id, item=_item_asked_for(), asking=True)
    if way and not keep.blocked(part):
        go(way)
    tell_outdated(person)
    _way_to_check(person, part)
    place = st.empty()
    small(put_in(part.why))
    asked_browser = keep.recall(person, part)
    with st.container(key="questions"):
        _ask_all(person, part)
    place.html(_progress(person, at))
    keep.saved_sign(person)
    _back_and_next(person, at)
    _map(person, part)
    if not asked_browser:
        keep.remember(person, part)
    if state.pop("again") or asked_browser:  # and then the browser carries along what it saw
        st.rerun()


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


def _item_asked_for() -> str:
    item = st.query_params.get("item", "")
    return f"ask_{item}".replace(".", "-") if item else ""


def _ask_all(person: Here, part: Section) -> None:
    """Asks in order; what an answer opens in this very part is asked in the same run."""
    for item in part.items:
        ask.ask(person, item)
    for item in _opened_now(person, part):
        ask.ask(person, item)


def _opened_now(person: Here, part: Section) -> tuple[Item, ...]:
    now = next((p for p in sections(person) if p.id == part.id), part)
    return tuple(item for item in now.items if item not in part.items)


def _progress(person: Here, at: int) -> str:
    done = journey.progress(person.questionnaire, person.answers)
    where = t("assess.where", part=at + 1, parts=done.sections)
    left = t("assess.left" if done.minutes_left else "assess.none_left", minutes=done.minutes_left)
    share = round(100 * done.sections_done / max(done.sections, 1))
    fill = f'<div class="fill" style="width:{share}%"></div>'
    track = f'<div class="track" aria-hidden="true">{fill}</div>'
    return f'<p class="small where">{esc(where)} · {esc(left)}</p>{track}'


def _from_check() -> bool:
    return st.query_params.get("back") == "check"


def _way_to_check(person: Here, part: Section) -> None:
    if _from_check() and button(t("assess.to_check"), f"to_check_{part.id}", plain=True):
        _leave(person, part, "check")


def _back_and_next(person: Here, at: int) -> None:
    parts = sections(person)
    part, last = parts[at], at + 1 >= len(parts)
    shut = last and more_to_open(person)
    on = t("room.wait" if shut else "assess.check" if last else "assess.next")
    if _from_check():
        on = t("assess.to_check")
    with st.container(key="steps", horizontal=True):
        if not _from_check() and button(t("assess.back"), f"back_{part.id}"):
            _leave(person, part, parts[at - 1].id if at else "code")
        if button(on, f"next_{part.id}", main=True):
            _pass_texts(person, part)
            if shut and not keep.blocked(part):
                go("workshop")
            _leave(person, part, "check" if last or _from_check() else parts[at + 1].id)


def _leave(person: Here, part: Section, step: str) -> None:
    """Goes on, unless something that was said would be lost: then the page shows it once more."""
    if keep.blocked(part):
        keep.saved_sign(person)
        return
    show_step(step=step)


def _pass_texts(person: Here, part: Section) -> None:
    """A text left empty is an answer too: 'nothing to say'."""
    texts = {item.id for item in part.items if item.kind == "text"}
    open_ = texts - set(person.answers) - set(state.get("bad", {}))
    if open_:
        keep.keep_answers(person, dict.fromkeys(sorted(open_)))


def _map(person: Here, now: Section) -> None:
    with st.expander(md(t("assess.map"))):
        missing = set(journey.progress(person.questionnaire, person.answers).missing)
        for part in sections(person):
            open_here = sum(item.id in missing for item in part.items)
            mark = t("assess.map_open" if open_here else "assess.map_done", count=open_here)
            name = t("assess.map_part", title=put_in(part.title), mark=mark)
            if button(name, f"map_{now.id}_{part.id}", plain=True):
                _leave(person, now, part.id)
        if button(t("assess.check"), f"map_{now.id}_check", plain=True):
            _leave(person, now, "check")


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
        state.put("refused", True)
    except Refused:
        wrong(t("fault.round_keeps"))
        return
    except StoreError:
        wrong(t("workshop.failed"))
        return
    st.rerun()
