"""A first look: from when on a result is offered, and what it says while parts are still ahead."""

import streamlit as st

from esteem_match import journey
from esteem_match.ui.layout import button
from esteem_match.ui.links import go
from esteem_match.ui.person import Here
from esteem_match.ui.questions.asked import sections
from esteem_match.ui.welcome.resume import next_open
from esteem_match.ui.words import t
from esteem_match.words import Words


def offered(person: Here) -> bool:
    """Whether a result is offered: once the first part is done, and never before a reveal."""
    asked = person.questionnaire
    parts = asked.first_look is not None
    return not person.before_result and (
        not parts or journey.first_part_done(asked, person.answers)
    )


def label(person: Here, words: Words) -> str:
    """What offers it: a first look, while parts are ahead."""
    return words.t("look.see" if _under_way(person) else "check.result")


def first_look(person: Here) -> bool:
    """Whether more answers would make a result firmer; above it stands the way back to them."""
    if person.record.finished or not _under_way(person) or not _counts(person):
        return False
    if button(t("look.go_on"), "look_go_on", main=True):
        go("assess", **_back(person))
    return True


def _back(person: Here) -> dict[str, str]:
    """The part from which somebody came, or else the question where they were."""
    came = st.query_params.get("part")
    return {"step": came} if came in {part.id for part in sections(person)} else next_open(person)


def _under_way(person: Here) -> bool:
    return journey.progress(person.questionnaire, person.answers).under_way


def _counts(person: Here) -> bool:
    """Whether anything is answered that a result rests on."""
    scored = {item.id for item in person.content.items() if item.key}
    mirrored = {item.id for item in person.questionnaire.items() if item.mirrors in scored}
    return not (scored | mirrored).isdisjoint(person.counted)
