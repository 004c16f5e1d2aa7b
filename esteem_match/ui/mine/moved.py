"""What has moved between an earlier time and now: side by side, in words, and no more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import streamlit as st

from esteem_match import content, explain, journey, resources
from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.roles import label_words
from esteem_match.models import Answers, Content, Questionnaire, RoleFit, Sureness
from esteem_match.store import Time
from esteem_match.ui import html
from esteem_match.ui.layout import button, heading, note, para, small
from esteem_match.ui.links import show_step
from esteem_match.ui.mine.code import day
from esteem_match.ui.person import Here
from esteem_match.ui.questions.view import asks, in_words
from esteem_match.ui.results.page import own_view, view_of
from esteem_match.ui.words import md, put_in, rules, t


@dataclass(frozen=True)
class Past:
    """An earlier time as its page needs it: the rules that it follows, and what counts of it."""

    time: Time
    content: Content
    questionnaire: Questionnaire
    counted: Answers
    view: View


def show_moved(person: Here) -> None:
    """The roles, then the answers. Compared is only what was answered both times."""
    times = resources.store().times.load(person.code)
    if not times:
        show_step()
    past = _past(person, _pick(times))
    if past is None:
        note(t("again.unreadable"))
    else:
        para(t("again.moved_what"))
        if past.time.version != person.record.version:
            note(t("again.other_rules"))
        days = _days(person, past)
        _roles(past.view, own_view(person), days)
        _answers(person, past, days)
    if button(t("letter.back"), "moved_back"):
        show_step()


def _pick(times: Sequence[Time]) -> Time:
    """The time to compare with: the last one, or another where there are several."""
    if len(times) == 1:
        return times[0]
    by_number = {time.number: time for time in reversed(times)}
    chosen = st.selectbox(
        md(t("again.pick")),
        list(by_number),
        format_func=lambda number: day(by_number[number].day),
        key="moved_pick",
    )
    return by_number.get(chosen or 0, times[-1])


def _past(person: Here, time: Time) -> Past | None:
    """None where nothing can read the rules that were answered then."""
    old = rules().readable(time.version)
    if old is None:
        return None
    asked = old.side(person.record.side)
    counted = journey.counted(asked, time.answers)
    view = view_of(person.record.side, old, counted, time.version)
    return Past(time, old, asked, counted, view)


def _days(person: Here, past: Past) -> tuple[str, str]:
    now = person.record.answered or person.record.changed
    return day(past.time.day), day(now)


def _roles(then: View, now: View, days: tuple[str, str]) -> None:
    heading(t("again.roles"))
    names = {role.id: role.name for role in now.content.model.roles}
    same, unclear = [], []
    for before, after in _pairs(then, now):
        labels = [label_words(now, one.word(fit)) for one, fit in (before, after)]
        if any(one.sureness(fit) == Sureness.OPEN for one, fit in (before, after)):
            unclear.append(names[after[1].role])
        elif labels[0] == labels[1]:
            same.append(names[after[1].role])
        else:
            both = zip(days, labels, strict=True)
            st.html(html.side_by_side(names[after[1].role], both, "times"))
    if same:
        small(t("again.same", roles=", ".join(same)))
    if unclear:
        small(t("again.unclear", roles=", ".join(unclear)))


def _pairs(then: View, now: View) -> Iterator[tuple[tuple[View, RoleFit], tuple[View, RoleFit]]]:
    """Each role of both times, as it stood and as it stands."""
    before = {fit.role: fit for fit in then.fits}
    return (((then, before[fit.role]), (now, fit)) for fit in now.fits if fit.role in before)


def _answers(person: Here, past: Past, days: tuple[str, str]) -> None:
    """Part by part, as today's questions stand."""
    heading(t("again.answers"))
    small(t("again.answers_what"))
    now = (person.questionnaire, person.counted)
    found = {
        one.item: one for one in explain.answers_moved((past.questionnaire, past.counted), now)
    }
    if not found:
        para(t("again.answers_none"))
    old = content.item_index(past.content)
    for section in person.questionnaire.sections:
        items = [item for item in section.items if item.id in found]
        if items:
            heading(put_in(section.title), 3)
        for item in items:
            one = found[item.id]
            before = in_words(past.content, old[item.id], one.before)
            after = in_words(person.content, item, one.after)
            both = zip(days, (before, after), strict=True)
            st.html(html.side_by_side(asks(person.content, item), both, "times"))
