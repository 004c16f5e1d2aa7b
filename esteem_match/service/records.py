"""Records: begun, opened with a code, renewed, opened again, deleted."""

from esteem_match import codes, journey
from esteem_match.models import Answer, Answers, Side
from esteem_match.service.failure import Failure, as_failure
from esteem_match.service.person import Here, Owner
from esteem_match.service.rules import Rules
from esteem_match.store import NotFound, Store

TICKED = 1  # of a box


@as_failure()
def start(store: Store, rules: Rules, side: Side, consent: str, answers: Answers) -> str:
    """A new record's code. `consent` is the version of what its person has agreed to."""
    return store.create(side, rules.version, consent, rules.language, answers)


@as_failure()
def load(store: Store, code: str) -> Owner:
    return Owner(code, store.load(code), store.seats.load(code))


@as_failure()
def come_back(store: Store, text: str) -> str:
    """The return code that was typed, if it opens something; a share code fails as "share_code"."""
    code = codes.read(text)
    try:
        store.load(code)
    except NotFound:
        raise Failure("share_code" if store.is_share(code) else "gone") from None
    return code


@as_failure()
def days_kept(store: Store, code: str) -> int:
    """For how many days a browser may keep this code."""
    return max(store.keep_days, (store.load(code).expires - store.today()).days)


@as_failure()
def renew(store: Store, rules: Rules, person: Here) -> None:
    """Moves a record to today's questions, because its person asked for it. What fits is kept.

    A checklist of which it knows a part only is asked anew, for it is answered as a whole; what was
    ticked stays so meanwhile: a clear no is never taken back by anybody else.
    """
    asked = rules.today.side(person.record.side)
    known = {item.id: item for item in asked.items()}
    fit = {
        one: answer
        for one, answer in person.answers.items()
        if one in known and journey.valid(known[one], answer, rules.today)
    }
    stay = fit.keys() - {one for one in journey.torn(asked, fit) if fit[one] != TICKED}
    gone = [one for one in person.answers if one not in stay]
    store.update(person.code, version=rules.version, forget=gone)


@as_failure()
def speak(store: Store, code: str, language: str) -> None:
    store.update(code, language=language)


@as_failure()
def reopen(store: Store, code: str) -> None:
    """A closed record takes answers again, unless a round has just closed it."""
    store.update(code, finished=False)


@as_failure()
def delete(store: Store, code: str) -> None:
    store.delete(code)


def own_half(rules: Rules, person: Here) -> dict[str, Answer]:
    """What a practitioner takes along to another group; nothing where they may not begin one."""
    if person.record.side != "practitioner" or person.before_result:
        return {}
    return journey.own_half(rules.today, person.answers)
