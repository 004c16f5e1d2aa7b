"""Keeping answers for the next time: only where somebody asks for it, up to a day that is said."""

from collections.abc import Mapping
from datetime import date, timedelta

from esteem_match import resources
from esteem_match.service import times
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, para, small
from esteem_match.ui.links import show_step
from esteem_match.ui.mine.code import day
from esteem_match.ui.person import Here
from esteem_match.ui.words import t


def offer_longer(person: Here, **step: str) -> None:
    """Where answers go before there is a next time: the way to keep them until then, and back."""
    if times.asked(person.record):
        _offer_usual(person, step)
    longer = times.longer(resources.store(), person)
    if longer is None:
        return
    agreed = longer.agreed
    para(t("keeping.agreed", day=day(agreed)) if agreed else t("keeping.half_year"))
    small(t("keeping.code"))
    if button(t("keeping.keep", day=day(longer.until)), "keep_longer"):
        _hold(person, longer.until, step)


def _offer_usual(person: Here, step: Mapping[str, str]) -> None:
    store = resources.store()
    usual = store.today() + timedelta(days=store.keep_days)
    small(t("keeping.usual_what", day=day(usual)))
    if button(t("keeping.usual"), "keep_usual"):
        _hold(person, None, step)


def _hold(person: Here, until: date | None, step: Mapping[str, str]) -> None:
    with telling("together.failed"):
        times.hold(resources.store(), person.code, until)
        show_step(**step)
