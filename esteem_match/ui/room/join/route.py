"""POST /join: a seat in a workshop, and what is seen after it, without a run of the form's page."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from esteem_match import codes, resources
from esteem_match.models import SIDE_OF, Seat
from esteem_match.service import records, seats
from esteem_match.service.failure import Failure, as_failure
from esteem_match.store import JoinForm
from esteem_match.ui import html
from esteem_match.ui.questions.sender import sender
from esteem_match.ui.room.join.form import SEATS, TEMPLATES, TOLD
from esteem_match.ui.room.status import status
from esteem_match.ui.room.wall_route import HOME
from esteem_match.ui.words import words_in
from esteem_match.web.live.crowd import few
from esteem_match.web.live.long_poll import watch
from esteem_match.web.posted import answered, fields, problem, refuse_haste
from esteem_match.web.session import COOKIE, DAY, give
from esteem_match.words import Words

LARGEST_BODY = 4096


class Seen(NamedTuple):
    """What somebody sees next: at which address, as which screen, and under which title."""

    to: str
    step: str
    title: str
    html: str


class Joined(NamedTuple):
    """Whose code goes into the cookie, for how many days, and what they see."""

    code: str
    days: int
    seen: Seen


async def join_route(request: Request) -> Response:
    """200 with what the browser draws, and the cookie of whoever joined; `keeps`: unless this
    device runs the workshop. 404 a round that takes nobody any more; 422 what the form lacks.

    The form's token holds the join code: what could be tried is tried on the page, which counts it.
    """
    sent = await fields(request, LARGEST_BODY)
    return await answered(_answered(request, sent))


async def _answered(request: Request, sent: Mapping[str, Any]) -> Response:
    form = resources.store().tokens.read_form(str(sent.get("token", "")))
    refuse_haste(form.code)
    watch.crowd.note()
    try:
        async with few:
            joined = await run_in_threadpool(_joined, form, sent)
    except Failure as failure:
        if failure.code in TOLD and failure.code != "gone":
            return problem(failure.code, 422)
        raise
    answer = JSONResponse({**joined.seen._asdict(), "wait": watch.crowd.pause()})
    if not sent.get("keeps"):
        return answer
    return give(answer, request, COOKIE, joined.code, joined.days * DAY)


def _joined(form: JoinForm, sent: Mapping[str, Any]) -> Joined:
    words, seat, store = words_in(sent.get("lang")), _seat(sent), resources.store()
    if sent.get("again") == "use":
        return _again(form, seat, sent)
    code = seats.join(store, form, seat, words.t("join.version"), words.language)
    return Joined(code, store.keep_days, _code(code, words, str(sent.get("home"))))


def _seat(sent: Mapping[str, Any]) -> Seat:
    """The seat that was chosen, with a clear yes. Raises Failure."""
    seat = next((one for one in SEATS if one == sent.get("seat")), None)
    if seat is None or sent.get("yes") is not True:
        raise Failure("yes" if seat else "seat")
    return seat


@as_failure()
def _again(form: JoinForm, seat: Seat, sent: Mapping[str, Any]) -> Joined:
    """A seat for the answers that are here: what is next is where the round stands."""
    store = resources.store()
    given = store.tokens.read(str(sent.get("own", "")))
    if store.load(given.code).side != SIDE_OF[seat]:
        raise Failure("other_side")
    try:
        seats.sit(store, given.code, form.join_code, seat)
    except Failure as failure:
        raise Failure("other_room") if failure.code == "refused" else failure from None
    now = status(*sender(given, sent))
    if now is None:  # a newer round has begun in this moment
        raise Failure("gone")
    drawn = html.heading(now.title, 1, now.step) + now.html
    seen = Seen("/workshop", now.step, words_in(sent.get("lang")).page(now.title), drawn)
    return Joined(given.code, records.days_kept(store, given.code), seen)


def _code(code: str, words: Words, home: str) -> Seen:
    """The page with somebody's own code, as it is drawn by its run."""
    way = html.link("forms", words.t("forms.link"), {})
    drawn = TEMPLATES.get_template("code.html").render(
        words=words,
        code=codes.pretty(code),
        home=home if HOME.fullmatch(home) else "",
        forms=Markup(way),
    )
    title = words.page(words.t("code.title"))
    return Seen("/assess?step=code", "code", title, drawn)
