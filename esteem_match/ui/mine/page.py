"""Everything kept under somebody's code: shown, and taken along as a file."""

from collections.abc import Iterator, Mapping

import streamlit as st

from esteem_match import content, export, journey, resources
from esteem_match.documents.phrases import View, talk
from esteem_match.export import Copy, Earlier, Export, ExportedAnswer, Place
from esteem_match.models import SHOWN, Answer, Content, Item
from esteem_match.service import sharing
from esteem_match.service.times import asked
from esteem_match.ui.layout import heading, note, para, small
from esteem_match.ui.mine.code import day
from esteem_match.ui.mine.diary import offer_day, offer_end
from esteem_match.ui.mine.longer import offer_longer
from esteem_match.ui.person import Here
from esteem_match.ui.questions.view import asks, in_words
from esteem_match.ui.words import esc, md, rules, t


def show_kept(person: Here) -> Export:
    """What is kept under the code, in words. Gives it, as it was shown."""
    kept = gather(person)
    heading(t("mydata.kept_title"))
    if not person.readable:
        para(t("mydata.unreadable"))
    st.html(f'<dl class="answers">{_rows(_facts(kept))}</dl>')
    if kept.answers:
        _unfold(t("mydata.answers", count=len(kept.answers)), kept.answers)
    for time in reversed(kept.times):
        count = len(time.answers)
        _unfold(t("earlier.open", day=day(time.day), count=count), time.answers)
    if any(not one.question for time in kept.times for one in time.answers):
        small(t("earlier.unread"))
    return kept


def _unfold(title: str, said: tuple[ExportedAnswer, ...]) -> None:
    """Answers to look at, once somebody asks for them."""
    with st.expander(md(title)):
        pairs = ((one.question or one.id, one.words or str(one.answer)) for one in said)
        st.html(f'<dl class="answers">{_rows(pairs)}</dl>')


def tell_days(person: Here) -> None:
    """Until when all of it is kept, and what its person can do about it."""
    last, held = day(person.record.expires), asked(person.record)
    para(t("keeping.asked" if held else "mine.kept", day=last))
    offer_end(person)
    offer_longer(person)


def show_days(person: Here, view: View) -> None:
    """The same, folded away below a joint result, with the day to look again."""
    with st.expander(md(t("again.title")), key="days"):
        if view.tag:
            offer_day(talk.again_on(view, resources.store().today()), view.tag)
        tell_days(person)


def tell_what_stays(person: Here) -> None:
    """What a deletion leaves of this person in a workshop: nothing, where it has shown nothing."""
    seats = resources.store().seats.history(person.code) if person.seat else ()
    if any(seat.state not in SHOWN for seat in seats):
        para(t("mydata.delete_unshown"))
    if any(seat.state in SHOWN for seat in seats):
        para(t("mydata.delete_room"))


def offer_file(kept: Export) -> None:
    """All of that as a file; made when it is asked for, and not kept on the server."""
    text = export.write(kept)
    heading(t("mydata.take_title"))
    para(t("mydata.take_what"))
    if kept.waits:
        note(t("earlier.waits"))
    st.download_button(
        md(t("mydata.take")),
        lambda: text,
        file_name=t("mydata.file", day=kept.written.isoformat()),
        mime="application/json",
        on_click="ignore",
        key="take",
    )
    small(t("mydata.take_care"))


def gather(person: Here) -> Export:
    """Everything under a code: its owner's own words and places, and nothing of anybody else's."""
    record = person.record
    return Export(
        written=resources.store().today(),
        side=record.side,
        language=record.language,
        questions=record.version,
        agreed_to=record.consent_version,
        started=record.created,
        changed=record.changed,
        answered=record.answered,
        kept_until=record.expires,
        asked_until=record.asked_until,
        closed=record.finished,
        answers=tuple(_answers(person.content if person.readable else None, person.answers)),
        times=tuple(_times(person)),
        copies=tuple(_copies(person)),
        workshop=tuple(_places(person)),
    )


def _answers(rules: Content | None, answers: Mapping[str, Answer]) -> Iterator[ExportedAnswer]:
    """In the order of the questions; what no question asks any more comes last."""
    items = content.item_index(rules) if rules else {}
    order = {name: at for at, name in enumerate(items)}
    for name in sorted(answers, key=lambda name: order.get(name, len(order))):
        yield _answer(rules, name, items.get(name), answers[name])


def _answer(rules: Content | None, name: str, item: Item | None, answer: Answer) -> ExportedAnswer:
    if rules is None or item is None or not journey.valid(item, answer, rules):
        return ExportedAnswer(id=name, question="", answer=answer, words="")
    words = in_words(rules, item, answer)
    return ExportedAnswer(id=name, question=asks(rules, item), answer=answer, words=words)


def _times(person: Here) -> Iterator[Earlier]:
    """The earlier times, each in the words of its own questions."""
    for time in resources.store().times.load(person.code):
        said = tuple(_answers(rules().readable(time.version), time.answers))
        yield Earlier(day=time.day, questions=time.version, answers=said)


def _copies(person: Here) -> Iterator[Copy]:
    """This person's own copies; a share that has just gone is left out."""
    group = person.record.side == "group"
    for one in sharing.copies(resources.store(), person):
        yield Copy(
            shared="with practitioners" if group else "with a group", on=one.on, answers=one.answers
        )


def _places(person: Here) -> Iterator[Place]:
    if person.seat is None:
        return
    seats = resources.store().seats
    agreement = bool(seats.agreement(person.code).now)
    for seat in seats.history(person.code):
        yield Place(
            workshop=seat.name,
            day=seat.day,
            round=seat.number,
            seat=seat.seat,
            state=seat.state,
            finished=seat.finished,
            agreement=agreement,
        )


def _facts(kept: Export) -> Iterator[tuple[str, str]]:
    spoken = resources.library().languages.get(kept.language)
    yield t("mydata.side"), t(f"mydata.side_{kept.side}")
    yield t("mydata.language"), spoken.name if spoken else kept.language
    yield t("mydata.started"), day(kept.started)
    yield t("mydata.changed"), day(kept.changed)
    if kept.times:
        days = ", ".join(day(time.day) for time in kept.times)
        yield t("earlier.times"), days
    if kept.times and kept.answered:
        yield t("earlier.answered"), day(kept.answered)
    if not kept.answers:
        yield t("mydata.said"), t("mydata.said_none")
    for copy in kept.copies:
        yield t(f"mydata.copy_{kept.side}"), _copy(kept, copy)
    for place in kept.workshop:
        yield t("mydata.workshop"), _place(place)


def _copy(kept: Export, copy: Copy) -> str:
    count = export.differences(copy.answers, {said.id: said.answer for said in kept.answers})
    return t("mydata.copy_differs" if count else "mydata.copy_same", day=day(copy.on), count=count)


def _place(place: Place) -> str:
    done = t("mydata.finished" if place.finished else "mydata.not_finished")
    agreed = t("mydata.agreement" if place.agreement else "mydata.no_agreement")
    seat = t(f"seat.{place.seat}")
    name, on = place.workshop, day(place.day)
    return t(
        "mydata.place", name=name, day=on, round=place.round, seat=seat, done=done, agreed=agreed
    )


def _rows(pairs: Iterator[tuple[str, str]]) -> str:
    return "".join(f"<div><dt>{esc(of)}</dt><dd>{esc(is_)}</dd></div>" for of, is_ in pairs)
