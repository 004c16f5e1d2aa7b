"""Who is here: the record that this browser's code opens, and the questions it answers."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from esteem_match import content, journey, resources
from esteem_match.models import NAMES, OPEN, SHOWN, Answer, Answers, Content, Questionnaire, Side
from esteem_match.store import NotFound, Record, Seated
from esteem_match.ui import state, words
from esteem_match.ui.words import t
from esteem_match.web.protect import slow

COOKIE = "esteem_code"
TICKED = 1  # of a box
OF_ONE = ("kept", "plans", "name", "round", "unkept", "_did_start", "_did_join", "_did_another")


@dataclass(frozen=True)
class Here:
    """One person in this run. `tag` names what is drawn of them.

    Where the rules that were answered can't be read, `content` is today's, and `readable` False.
    """

    code: str
    tag: str
    record: Record
    content: Content
    readable: bool
    answers: dict[str, Answer]

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked of this person: in a workshop, not what their seat says."""
        return journey.seated(self.form) if self.seat else self.form

    @property
    def form(self) -> Questionnaire:
        """All that the printed form asks."""
        return self.content.side(self.record.side)

    @property
    def counted(self) -> dict[str, Answer]:
        said = journey.from_seat(self.form, self.seat.seat) if self.seat else {}
        return {**journey.counted(self.questionnaire, self.answers), **said}

    @property
    def outdated(self) -> bool:
        return self.record.version != resources.library().version

    @cached_property
    def seat(self) -> Seated | None:
        """The place that this person has in a round of a workshop, if any."""
        return resources.store().seats.load(self.code)

    @property
    def waits(self) -> bool:
        """Whether a round has this person's answers and takes more of them."""
        return self.seat is not None and self.seat.state in OPEN

    @property
    def early(self) -> bool:
        """Whether it is too early for a result: a round has the answers and no picture is shown."""
        return self.seat is not None and self.seat.state not in SHOWN


def cookie() -> str | None:
    """The code that this browser kept, as it stood when its connection was made."""
    return st.context.cookies.get(COOKIE)


def here() -> Here | None:
    """Opens the record of this tab's code, or of the cookie's; None where there is none to open."""
    code = state.get("code") or (None if state.get("left") else cookie())
    if not code:
        return None
    try:
        record = resources.store().load(code)
    except NotFound:
        slow.pause(st.context.ip_address)
        state.drop("code")
        state.put("left", True)
        return None
    return _remember(code, record)


def _remember(code: str, record: Record) -> Here:
    state.put("code", code)
    state.put("side", record.side)
    if state.get("language") is None:
        words.choose_language(record.language)
    person = found(code, record, words.language())
    call_by_name(person)
    return person


def found(code: str, record: Record, language: str) -> Here:
    """Whom a record is of, with the questions that it answers."""
    try:
        own, readable = resources.content_of(record.version, language), True
    except content.ArchiveError:
        own, readable = resources.library().contents[language], False
    return Here(code, tag(code), record, own, readable, dict(record.answers))


def call_by_name(person: Here) -> None:
    """From here on the words of this screen use the name that this person's answers give."""
    state.put("name", str(person.answers.get(NAMES[person.record.side]) or ""))


def tag(code: str) -> str:
    """What names whom a code opens, in what is drawn of them."""
    return hashlib.sha256(code.encode()).hexdigest()[:8]


def renew(person: Here) -> None:
    """Moves a record to today's questions, because its person asked for it. What fits is kept.

    A checklist of which it knows a part only is asked anew, for it is answered as a whole; what was
    ticked stays so meanwhile: a clear no is never taken back by anybody else.

    Raises NotFound, Ended, and Refused where a round goes on with the questions it has.
    """
    library = resources.library()
    today = library.contents[words.language()]
    asked = today.side(person.record.side)
    known = {item.id: item for item in asked.items()}
    fit = {
        one: answer
        for one, answer in person.answers.items()
        if one in known and journey.valid(known[one], answer, today)
    }
    stay = fit.keys() - {one for one in journey.torn(asked, fit) if fit[one] != TICKED}
    gone = [one for one in person.answers if one not in stay]
    resources.store().update(person.code, version=library.version, forget=gone)


def start(side: Side, said: Answers) -> None:
    """Makes a new record for this side, with the consent just given, and opens it."""
    version, agreed = resources.library().version, t("consent.version")
    come_in(resources.store().create(side, version, agreed, words.language(), said))


def come_in(code: str) -> None:
    """This tab is now the person with this code; the browser is told by the page (browser.keep)."""
    state.drop(*OF_ONE, "left")
    state.put("code", code)


def step_out() -> None:
    """Nobody is here now, in this tab."""
    state.drop(*OF_ONE, "code")
    state.put("left", True)
