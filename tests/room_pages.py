"""A workshop for tests of its pages: opened, joined and brought where a test wants it."""

import re
from html import unescape
from typing import Any

import httpx
from streamlit.testing.v1 import AppTest

from esteem_match import resources, workshop
from esteem_match.models import SIDE_OF, SIDES, Answer, Content, Library, Seat, Side, State
from esteem_match.ui.room.join.form import TOLD
from esteem_match.words import Words
from tests.asking import HERE, buttons, given, posted
from tests.test_pages import ROOT, headings, open_page, press, shown, word

NAME = "Tuesday"
LEAST = 5
GATHERING, ANSWERING, CLOSED, REVEALED, AGREED = State
SHOWN = (ANSWERING, CLOSED, REVEALED)
JOINER = "\u2060"  # put into a text so that it shows no link
HELD = "esteem_match/navigation.py"


def content() -> Content:
    return resources.library().contents["en"]


def roles() -> set[str]:
    return {role.name for role in content().model.roles}


def vetoes(side: Side) -> list[str]:
    """The questions by which a side says a clear no."""
    return [item.id for item in content().side(side).items() if item.kind == "veto"]


ROW = r'class="role-name">(.*?)</span>.*?class="tag \w+">(.*?)(?:<small|</span>)'


def rows(app: AppTest) -> dict[str, str]:
    """The roles that a page shows in rows, best first, each with its label in words."""
    return dict(re.findall(ROW, unescape(shown(app)), re.DOTALL))


def opened(*, paced: bool = False) -> str:
    """A workshop that somebody opened; its host's code."""
    today = resources.store().today()
    version = resources.library().version
    return resources.store().rooms.open(NAME, today, version, "en", paced=paced, until=today)


def door(host: str) -> str:
    return str(resources.store().rooms.load(host).join_code)


def state_of(host: str) -> State:
    return resources.store().rooms.load(host).state


def alike(seat: Seat, answer: int = 3, **own: Answer) -> dict[str, Answer]:
    """The same answer to every question, as far as it goes; `own` by id, with _ for a dot."""
    side = content().side(SIDE_OF[seat])
    said: dict[str, Answer] = {
        item.id: min(answer, len(side.options[item.options]) - 1)
        for item in side.items()
        if item.kind not in ("veto", "text")
    }
    return said | {name.replace("_", "."): one for name, one in own.items()}


def joined(host: str, seat: Seat = "member", answer: int = 3, **own: Answer) -> str:
    """Somebody who joined and answered every question alike; their code."""
    code = entered(host, seat)
    resources.store().save(code, alike(seat, answer, **own))
    return code


def entered(host: str, seat: Seat = "member") -> str:
    """Somebody who joined and has said nothing yet."""
    return resources.store().seats.join(door(host), seat, "1", "en")


def crowd(host: str, *answers: int) -> list[str]:
    """Members, each of whom answers everything alike."""
    return [joined(host, "member", answer) for answer in answers or (3,) * LEAST]


def move(host: str, to: State) -> None:
    rooms, rules = resources.store().rooms, content()
    if to == REVEALED and rooms.load(host).state == CLOSED:
        rooms.reveal(
            host,
            lambda voices: workshop.publish(rules, voices),
            lambda voice, key: workshop.fingerprint(rules, voice, key),
            lambda new, shown: workshop.judged(new, shown, LEAST),
        )
    else:
        rooms.move(host, rooms.load(host).state, to)


def through(host: str, *states: State) -> None:
    for state in states:
        move(host, state)


def revealed(*seats: Seat, answers: tuple[int, ...] = ()) -> tuple[str, list[str]]:
    """A workshop whose picture is shown: its host, and its members before all others."""
    host = opened()
    codes = crowd(host, *answers) + [joined(host, seat) for seat in seats or ("practitioner",)]
    through(host, *SHOWN)
    return host, codes


def visit(page: str = "workshop", *, query: dict[str, str] | None = None, **here: str) -> AppTest:
    """A page as somebody finds it whose tab remembers this: code=..., host=... or both."""
    app = AppTest.from_file(str(ROOT / HELD), default_timeout=120)
    app.session_state["_esteem"] = dict(here)
    for key, value in (query or {}).items():
        app.query_params[key] = value
    return app.switch_page(str(ROOT / f"pages/{page}.py")).run()


def follow_link(app: AppTest) -> AppTest:
    """Goes on once the browser says that a link's code is off the address."""
    asked = given(app, "come_back")
    assert asked["looked"]
    assert asked["onward"]
    kind = "host" if asked["joins"] else "person"
    app.session_state["_esteem"][f"link_{kind}_off"] = asked["heard"]
    return app.run()


def as_host(host: str, **query: str) -> AppTest:
    return visit(query=query, host=host)


def as_member(code: str, **query: str) -> AppTest:
    return open_page("workshop", code, **query)


def keys(app: AppTest) -> set[str]:
    return buttons(app)


def begin_anew(host: str) -> None:
    """The host begins a new round, and is asked first."""
    press(press(as_host(host), "host_anew"), "host_anew_yes")
    assert state_of(host) == GATHERING


def submit(app: AppTest, form: str) -> AppTest:
    return next(one for one in app.button if form in str(one.key)).click().run()


def fails(app: AppTest) -> bool:
    troubles = {word("error.title"), word("fault.away_title")}
    return bool(app.exception) or bool(troubles & set(headings(app)))


def says(app: AppTest, path: str, **names: str | int) -> bool:
    """Whether a page shows these words of the interface, as a group or anybody else reads them."""
    texts = resources.library().words["en"]
    told = [Words(texts, "en", side=side).t(path, **names) for side in SIDES]
    labels = [one.label for one in (*app.checkbox, *app.button, *app.radio)]
    page = "\n".join([shown(app), *labels]).replace("\\", "").replace(JOINER, "")
    return any(text in unescape(page) for text in told)


def radio(app: AppTest, label: str) -> Any:
    return next(one for one in app.radio if one.label.replace("\\", "") == word(label))


def type_code(app: AppTest, code: str) -> AppTest:
    app.text_input[0].set_value(code)
    return submit(app, "join_code")


def take_seat(app: AppTest, seat: Seat, *, again: bool = False) -> AppTest:
    """Fills in the form of somebody who joins, and has the page run after it."""
    assert press_join(app, seat, again=again).status_code == 200
    app.session_state["_esteem"]["join_done"] = True
    return app.run()


def refused(app: AppTest, seat: Seat | None, **chosen: Any) -> str:
    """What the form says to a press that takes no seat, by the path of its words."""
    problem = str(press_join(app, seat, **chosen).json()["problem"])
    assert given(app, "join")["words"][problem] == word(TOLD[problem])
    return TOLD[problem]


def press_join(
    app: AppTest, seat: Seat | None, *, yes: object = True, again: bool = False
) -> httpx.Response:
    """What is said to the press of the form, as the page's script posts it."""
    page = given(app, "join")
    named = {name: page[name] for name in ("token", "own", "keeps", "lang")}
    chosen = {"seat": seat, "yes": yes, "again": "use" if again else "new", "home": HERE}
    return posted({**named, **chosen}, path="/join")


def library() -> Library:
    return resources.library()
