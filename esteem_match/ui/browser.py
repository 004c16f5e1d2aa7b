"""What only the browser can do: focus, links, cookies, forgetting, waiting."""

import time
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from esteem_match.service.person import tag
from esteem_match.ui import state, words
from esteem_match.ui.person import Here, cookie
from esteem_match.web.links import address
from esteem_match.web.session import HOST_COOKIE

_HANDING = ("post", "send", "asking")
SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "arrive": ("history", "language", "clipboard", "whose", "arrive"),
    "keep": ("keep",),
    "come_back": ("come_back",),
    "live": ("hold", "live"),
    "status": ("post", "status"),
    "document": ("document",),
    "full_screen": ("full_screen",),
    "leave": ("leave",),
    "ask": (*_HANDING, "contrary", "ask"),
    "numbers": (*_HANDING, "keys", "numbers"),
    "choose": ("choose",),
    "join": ("hold", "post", "join"),
}
"""The files of which each component's script is put together, in their order."""


SWITCHED = ("person", "host")
"""What a tab may find to be another's than before."""
LONG_ENOUGH = 60.0  # seconds over which that is told


def script(name: str) -> str:
    return "".join(words.asset(f"{part}.js") for part in SCRIPTS[name])


def _component(name: str, **more: Any) -> Any:
    return st.components.v2.component(f"esteem_{name}", js=script(name), **more)


_arrive = _component("arrive")
_keep = _component("keep")
_come_back = _component("come_back")
_live = _component("live")
_status = _component("status", isolate_styles=False)
_document = _component("document", isolate_styles=False)
_full_screen = _component("full_screen")
_leave = _component("leave")
_ask = _component("ask", isolate_styles=False)
_numbers = _component("numbers", isolate_styles=False)
_join = _component("join", isolate_styles=False)
_choose = _component(
    "choose",
    html='<label class="question" for="esteem_file"></label><input type="file" id="esteem_file">',
    isolate_styles=False,
)


def _nothing() -> None:
    """Streamlit wants a callback for each value that a component may send."""


def arrive(step: str, item: str = "", person: Here | None = None) -> str:
    """Shows the page from its top and announces its heading, once a step.

    Gives the address of the link of this page that was touched; empty where none was. Notes where
    the tab says that it showed another's answers before, or ran another workshop.
    """
    switched()
    data: dict[str, Any] = {
        "at": _address(),
        "step": step,
        "item": item,
        "lang": words.language(),
        "dir": words.direction(),
        "chosen": words.chosen(),
        "kept": words.chosen_before(),
        "whose": dict(_whose(person)),
    }
    noted = partial(state.sent, "arrive", "switched")
    hears = {"on_asked_change": _nothing, "on_switched_change": noted}
    return str(_arrive(data=data, key="arrive", **hears, height=0).asked or "")


def switched() -> str:
    """What this tab shows in the place of another's, as it said lately; empty where it did not."""
    if (kind := state.pop("arrive_switched")) in SWITCHED:
        state.put("switched", (kind, time.monotonic()))
    kind, since = state.get("switched", ("", 0.0))
    return str(kind) if time.monotonic() - since < LONG_ENOUGH else ""


def _whose(person: Here | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Whose answers this run draws, and which workshop; whether a cookie alone says so, unheard."""
    heard, _ = state.get("switched", ("", 0.0))
    if person:
        unheard = bool(state.get("by_cookie")) and heard != "person"
        yield "person", {"tag": person.tag, "unheard": unheard}
    if code := host():
        yield (
            "host",
            {"tag": tag(code), "unheard": not state.get("opened_here") and heard != "host"},
        )


def _address() -> str:
    """The address of the page that this run draws."""
    place = str(state.get("place"))
    return address("" if place == "welcome" else place, st.query_params.to_dict())


def touched() -> str:
    """The address of the link that was touched, for a page that leads on before its frame."""
    return str(state.just_sent("arrive", "asked") or "")


def keep(person: Here) -> bool:
    """Has the browser keep the code as a cookie. False when it said that it can't."""
    record = person.record
    if record.asked_until == record.expires:  # the browser's own day may be an earlier one
        return _kept("person", person.code, None, record.expires.isoformat())
    return _kept("person", person.code, cookie())


def keep_host() -> bool:
    """The same for the code of whoever runs a workshop."""
    code = host()
    return code is None or _kept("host", code, host_cookie())


def host() -> str | None:
    """The code of the workshop that is run from this tab, or from this browser."""
    code: str | None = state.get("host") or (None if state.get("host_left") else host_cookie())
    return code


def host_cookie() -> str | None:
    """The host's code that this browser kept, as it stood when its connection was made."""
    return st.context.cookies.get(HOST_COOKIE)


def _kept(kind: str, code: str, there: str | None, until: str = "") -> bool:
    """`there`: the cookie as this visit began, which holds until another code was handed over."""
    if there == code and not state.get(f"handed_{kind}"):
        return True
    state.put(f"handed_{kind}", True)
    data = {"kind": kind, "code": code, "until": until}
    if _keep(data=data, key=f"keep_{kind}", on_failed_change=_nothing, height=0).failed:
        state.put("cookieless", True)
    return not state.get("cookieless", False)


def link(kind: str) -> str:
    """The code of a link that was followed here, as it stood there; empty where none was."""
    return str(state.get(f"link_{kind}_code") or "")


def forget_link(kind: str) -> None:
    """Its code has led to something, or never will."""
    state.drop(f"link_{kind}_code", f"link_{kind}_off")


def catch_link(kind: str, heard: str, *, looked: bool, onward: bool = False) -> bool:
    """Has the browser hand over a code in its address's fragment: a person's, or of a workshop.

    What was `heard` stays there until it was looked up. Whoever goes `onward` waits until it is
    off the address, for else a step back would lead there: true then.
    """
    key = f"link_{kind}"
    data = {"heard": heard, "looked": looked, "joins": kind == "host", "onward": onward}
    code, off = partial(state.sent, key, "code"), partial(state.sent, key, "off")
    with st.container(key="unseen_link"):
        _come_back(data=data, key=key, on_code_change=code, on_off_change=off, height=0)
    return onward and state.get(f"{key}_off") == heard


def live(room: str, revision: int, people: tuple[int, int, int] | None = None) -> bool:
    """Has the page drawn anew when its room changes; true in the run that this has brought.

    The page gives what it shows: the room's revision and, on the host's page, how many have joined
    and have finished, and the wall's screen.
    """
    counts = "-" if people is None else ".".join(map(str, people))
    data = {"room": room, "revision": revision, "people": counts}
    with st.container(key="unseen_live"):
        sent = _live(data=data, key="live", on_changed_change=_nothing, height=0)
    return bool(sent.changed)


def status(told: dict[str, Any], key: str = "status") -> None:
    """Has the browser show where the round stands, and fetch it with the room's news."""
    _status(data=told, key=key)


def full_screen() -> None:
    """Has a click on the wall fill the whole screen with it."""
    _full_screen(data={}, key="full_screen", height=0)


def document(told: dict[str, Any], key: str) -> Mapping[str, bool]:
    """Has the browser show a document that is painted already. Gives what was ticked in it."""
    return dict(_document(data=told, key=key, on_ticked_change=_nothing).ticked or {})


def ask(questions: dict[str, Any], key: str) -> None:
    """Has the browser ask the questions, hand over the answers, and go from part to part."""
    _ask(data=questions, key=key)


def numbers(form: dict[str, Any], key: str) -> None:
    """Has the browser draw a form from paper, and hand over the answers."""
    _numbers(data=form, key=key)


def join(form: dict[str, Any]) -> None:
    """Has the browser draw the form of a workshop, and post its press.

    That somebody has joined is heard before anything else of a run.
    """
    _join(data=form, key="join", on_done_change=partial(state.sent, "join", "done"))


def leave(to: str) -> bool:
    """Has the browser forget cookie and storage, and open `to`. True when it could not."""
    return bool(_leave(data={"to": to}, key="leave", on_failed_change=_nothing, height=0).failed)


class Chosen(NamedTuple):
    """The text of a file that somebody has just chosen, or what is wrong with it; else neither."""

    text: str
    problem: str


def choose_file(label: str, most: int) -> Chosen:
    """Has somebody choose a file of at most so many bytes. Tells it once."""
    sent = _choose(
        data={"label": label, "most": most},
        key="choose",
        on_text_change=_nothing,
        on_problem_change=_nothing,
    )
    return Chosen(str(sent.text or ""), str(sent.problem or ""))
