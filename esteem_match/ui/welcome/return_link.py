"""A link that holds a code: looked up, and asked about, before it opens anything here."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Generic, NamedTuple, NoReturn, TypeVar

import streamlit as st

from esteem_match import codes, resources
from esteem_match.models import NAMES
from esteem_match.service import records
from esteem_match.service.failure import SLIPS, Failure
from esteem_match.service.person import Owner, tag
from esteem_match.store import Record
from esteem_match.ui import browser
from esteem_match.ui.failures import keep_trying
from esteem_match.ui.layout import button, note, para, title, warn
from esteem_match.ui.links import go, show_step
from esteem_match.ui.mine.code import day, draw_code
from esteem_match.ui.person import Here, come_in
from esteem_match.ui.slowly import slowly
from esteem_match.ui.words import t

T = TypeVar("T")


class Followed(NamedTuple, Generic[T]):
    """What a link has brought: what it opens, to be asked about, or why it opens nothing."""

    opens: T | None = None
    told: str = ""


def followed(person: Here | None) -> Followed[Owner]:
    """Whose answers a link opens that was followed here."""
    here = (person.code,) if person else ()
    load = partial(records.load, resources.store())
    return look_up("person", load, here, t("code.unknown"), lambda: go("assess"))


def look_up(
    kind: str,
    load: Callable[[str], T],
    here: Collection[str],
    unknown: str,
    go_on: Callable[[], NoReturn],
) -> Followed[T]:
    """Looks up a link's code. That of what is open `here` asks nothing: it only goes on."""
    sent = browser.link(kind)
    found = _load(kind, sent, load) if sent else None
    known = found is not None and codes.read(sent) in here
    if browser.catch_link(kind, sent, looked=True, onward=known):
        browser.forget_link(kind)
        go_on()
    if found is None:
        browser.forget_link(kind)
    return Followed(None if known else found, unknown if sent and found is None else "")


def _load(kind: str, sent: str, load: Callable[[str], T]) -> T | None:
    try:
        with slowly():
            return load(codes.read(sent))
    except Failure as failure:
        if failure.code not in ("gone", *SLIPS):
            wait(kind, sent)
        return None


def wait(kind: str, sent: str) -> NoReturn:
    """The link stays in the address, and its code in this tab, until the store answers."""
    browser.catch_link(kind, sent, looked=False)
    title(t("link.busy_title"))
    note(t("link.busy"))
    keep_trying()
    st.stop()


def link_step(kind: str) -> str:
    """What counts as a new screen: another link asks anew, and its buttons are others."""
    return f"link_{tag(browser.link(kind))}"


def ask_to_open(owner: Owner, person: Here | None) -> None:
    """Whose answers a link opens, and whether to open them in the place of those that are here."""
    with st.container(border=True):
        para(_whose(owner.record))
        if owner.seat:
            para(t("link.seat", name=owner.seat.name, day=day(owner.seat.day)))
    if person:
        warn(t("link.other_person"))
        draw_code(person.code)
    para(t("link.care_person", no=t("link.no")))
    if agreed_to_open("person", t("link.open_person"), another=person is not None):
        come_in(owner.code)
        go("assess")


def _whose(record: Record) -> str:
    side, begun = record.side, day(record.created)
    name = str(record.answers.get(NAMES[side]) or "")
    if name:
        return t(f"link.named_{side}", name=name, day=begun)
    return t(f"link.some_{side}", day=begun)


def agreed_to_open(kind: str, yes: str, *, another: bool) -> bool:
    """Whether to open what a link holds. A no forgets the link, and changes nothing."""
    key = link_step(kind)
    with st.container(horizontal=True):
        no = button(t("link.no"), f"{key}_no", main=another)
        opens = button(yes, f"{key}_yes", main=not another)
    if no or opens:
        browser.forget_link(kind)
    if no:
        show_step()
    return opens
