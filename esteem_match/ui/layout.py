"""The frame around every page: title, languages, the ways to the other pages, the small print."""

from contextlib import suppress
from typing import NoReturn

import streamlit as st

from esteem_match import resources
from esteem_match.service import records
from esteem_match.service.failure import Failure
from esteem_match.ui import browser, html, state, words
from esteem_match.ui.along import own_answers
from esteem_match.ui.links import follow, link, spoken, target_of
from esteem_match.ui.person import Here
from esteem_match.ui.words import md, t


def frame(
    heading: str, person: Here | None, *, step: str = "", item: str = "", titled: bool = False
) -> None:
    """Opens a page: what stands above its content. `step` names what counts as a new screen.

    Follows the link that was touched. `item`: the question that the page shall begin at. `titled`:
    what comes draws the heading.
    """
    st.set_page_config(page_title=words.words().page(heading))
    with st.container(key="unseen"):
        way = target_of(browser.arrive(step or heading, item, person))
        kept = person is None or person.code == state.get("paper") or browser.keep(person)
        kept = browser.keep_host() and kept
    if way:
        follow(way)
    with st.container(key="top", horizontal=True, gap="xsmall"):
        _links(person)
        _languages()
    if titled:
        state.put("titled", True)
    else:
        title(heading, step or heading)
    _tell(kept, person)
    _tell_new_round(person)
    state.put("screen", step or heading)


def _tell_new_round(person: Here | None) -> None:
    """Wherever somebody of the last one comes back; the workshop's page has a form of its own."""
    seat = person.seat if person else None
    if seat and seat.number < seat.latest and state.get("place") != "workshop":
        note(t("room.new_round", name=seat.name))
        st.html(html.link_button("workshop", t("room.to_new_round"), {}))


def bare(heading: str, step: str) -> None:
    """Opens a page with nothing around its content: no menu and no small print. A click fills the
    whole screen with it.
    """
    st.set_page_config(page_title=words.words().page(heading))
    with st.container(key="unseen"):
        browser.arrive(step)
        browser.keep_host()
        browser.full_screen()


def _tell(kept: bool, person: Here | None) -> None:
    """What went wrong with the browser: a cookie that it does not keep, or does not forget."""
    if not kept:
        warn(t("mine.cookieless") if person else t("host.cookieless"))
    if kind := browser.switched():
        warn(t(f"mine.switched_{kind}"))
    if state.get("leaving") and browser.leave(str(state.get("leaving"))):
        state.drop("leaving")
        wrong(t("mine.finish_failed"))


def _links(person: Here | None) -> None:
    place = state.get("place")
    steps = {"assess": own_answers(person)}
    listed = [
        link(name, words.esc(t(f"{name}.nav")), here=name == place, **steps.get(name, {}))
        for name in _names(person)
    ]
    menu = html.menu(t("frame.ways"), t("frame.menu"), listed)
    st.html(f'<div class="bar-top">{_brand()}{menu}</div>')


def _brand() -> str:
    """Our mark and name: the way to the start."""
    label = f'<span class="icon icon-mark"></span>{words.esc(t("brand.name"))}'
    return html.markup_link("", label, spoken(), kind="way brand")


def _names(person: Here | None) -> tuple[str, ...]:
    """Where there is to go: who takes part in a workshop, or runs one, finds it there."""
    if person is None:
        return ("welcome", "workshop", "about") if browser.host() else ("welcome", "about")
    if person.seat or browser.host():
        return ("welcome", "workshop", "assess", "results", "mine")
    return ("welcome", "assess", "results", "together", "mine")


def _languages() -> None:
    known = list(words.languages())
    if len(known) < 2:
        return
    now = words.language()
    chosen = st.selectbox(
        md(t("frame.language")),
        known,
        index=known.index(now),
        format_func=lambda code: words.languages()[code],
        key=f"language_{now}",
        label_visibility="collapsed",
        width=130,
    )
    if chosen and chosen != now:
        _speak(chosen)


def _speak(code: str) -> NoReturn:
    words.choose_language(code)
    if state.get("code"):
        with suppress(Failure):  # it is spoken in this tab all the same
            records.speak(resources.store(), state.get("code"), code)
    st.query_params["lang"] = code
    st.rerun()


def small_print() -> None:
    """Closes a page."""
    others = [name for name in ("about", "forms") if name != state.get("place")]
    ways = "".join(link(name, words.esc(t(f"frame.{name}"))) for name in others)
    more = f'<nav class="more" aria-label="{words.esc(t("frame.more"))}">{ways}</nav>'
    with st.container(key="foot"):
        st.html(html.small(t("frame.aid")) + more)


def title(text: str, step: str = "") -> None:
    """A page's own heading; where this run has drawn one already, a heading below it.

    It is drawn whole each time: what a browser's translator has rewritten would stay otherwise.
    """
    if state.get("titled"):
        heading(text)
        return
    st.html(html.heading(text, 1, step))
    state.put("titled", True)


def heading(text: str, level: int = 2) -> None:
    """A heading below the page's own; level 2 to 4."""
    st.html(html.heading(text, level))


def para(text: str) -> None:
    st.markdown(md(text))


def lines(texts: list[str] | tuple[str, ...]) -> None:
    """A list, a line each; nothing where there is none."""
    if texts:
        st.markdown("\n".join(f"- {md(text)}" for text in texts))


def small(text: str) -> None:
    st.html(html.small(text))


def note(text: str) -> None:
    """Something to know while reading on."""
    _box("note", text)


def warn(text: str) -> None:
    """Something to look at before going on."""
    _box("warn", text, role="status")


def wrong(text: str) -> None:
    """What went wrong and what to do; read out at once."""
    _box("wrong", text, role="alert")


def _box(kind: str, text: str, role: str = "note") -> None:
    st.html(html.box(kind, text, role))


def button(text: str, key: str, *, main: bool = False, plain: bool = False) -> bool:
    """Whether it was pressed: in this run, or in one that was cut short before it came here.

    News of a room, or a second tap, cut a run short; the run after it knows the values of all
    fields, but no press. So a callback notes it as well: those come before anything else.
    """
    kind = "primary" if main else "tertiary" if plain else "secondary"
    noted = state.presses()
    now = st.button(md(text), key=key, type=kind, on_click=noted.add, args=(key,))  # type: ignore[arg-type]
    return _once(key, pressed=now)


def submit(text: str, form: str, *, main: bool = False) -> bool:
    """The same for the button that sends a form."""
    kind = "primary" if main else "secondary"
    noted = state.presses()
    now = st.form_submit_button(md(text), type=kind, on_click=noted.add, args=(form,))  # type: ignore[arg-type]
    return _once(form, pressed=now)


def _once(key: str, *, pressed: bool) -> bool:
    """Heeds a press that was noted, and forgets it."""
    noted = state.presses()
    pressed = pressed or key in noted
    noted.discard(key)
    return pressed
