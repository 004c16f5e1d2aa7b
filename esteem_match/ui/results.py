"""The result pages, put together from their parts: a group's, a practitioner's, both sides'."""

from functools import partial

from esteem_match import journey
from esteem_match.models import Answers, Content, Side
from esteem_match.reports import group_document, joint_document, practitioner_document
from esteem_match.say import View
from esteem_match.say.first import rests
from esteem_match.ui.along import OWN
from esteem_match.ui.group import show_needs, show_own_words, show_unwanted, show_wished
from esteem_match.ui.layout import button, heading, note, para, small
from esteem_match.ui.letter import offer_letter
from esteem_match.ui.open_questions import show_next as show_next_answers
from esteem_match.ui.person import Here
from esteem_match.ui.picture import show_bars, show_map
from esteem_match.ui.roles import show_first, show_roles, show_summary
from esteem_match.ui.take import take_away
from esteem_match.ui.talk import (
    show_advice,
    show_agreement,
    show_all_advice,
    show_differences,
    show_leadership,
    show_next,
    show_tensions,
)
from esteem_match.ui.ways import go
from esteem_match.ui.words import t, words


def own_view(person: Here) -> View:
    """What this person's own answers say: a practitioner's with the picture of the group."""
    mine = (person.content, person.counted, person.record.version)
    return view_of(person.record.side, *mine, took_part=person.seat is not None)


def view_of(
    side: Side, rules: Content, counted: Answers, version: str, *, took_part: bool = False
) -> View:
    """What one side's answers say by these rules, of this version of the questions."""
    seen = side == "practitioner"
    return View(
        rules,
        journey.picture(rules, counted) if seen else counted,
        counted if seen else {},
        words(),
        seen=seen,
        side=None if seen else "group",
        own=True,
        version=version,
        took_part=took_part,
    )


def show_group_result(view: View) -> None:
    if not answered(view):
        return
    show_first(view)
    note(t("results.rests_group"))
    show_summary(view)
    show_next_answers(view)
    show_roles(view)
    show_bars(view)
    show_own_words(view)
    show_wished(view)
    show_unwanted(view)
    show_needs(view)
    show_tensions(view)
    show_leadership(view, t("results.run"))
    show_advice(view, "group")
    offer_letter()
    take_away("group", partial(group_document, view))
    offer_together("group")


def show_practitioner_result(view: View) -> None:
    if not answered(view):
        return
    show_first(view)
    note(rests(view))
    show_summary(view)
    show_next_answers(view)
    show_roles(view)
    show_bars(view)
    show_tensions(view)
    show_agreement(view)
    show_leadership(view, t("results.run_seen"))
    show_advice(view, "practitioner")
    take_away("practitioner", partial(practitioner_document, view))
    offer_together("practitioner")


def show_joint_result(view: View, *, steps: bool = True, take: bool = False) -> None:
    """Both sides; with `steps`, who does what next comes right after the whole at a glance.

    `take`: whether it can be taken along.
    """
    if not answered(view):
        return
    show_first(view)
    heading(t("together.glance"))
    show_summary(view)
    show_map(view)
    if steps:
        show_next(view)
    show_roles(view)
    show_bars(view)
    show_own_words(view)
    show_differences(view)
    show_tensions(view)
    show_agreement(view)
    show_leadership(view, t("results.run_both"))
    show_all_advice(view)
    if take:
        take_away("joint", partial(joint_document, view))


def answered(view: View) -> bool:
    """Whether there is a result to show; says what to do where nothing is answered yet.

    Who has said 'not sure' to everything has answered: their result says what that keeps open.
    """
    scored = {item.id for item in view.content.items() if item.key}
    facts = {name: a for name, a in {**view.group, **view.practitioner}.items() if name in scored}
    if any(isinstance(answer, int) for answer in facts.values()):
        return True
    if facts:
        para(t("results.all_unsure"))
        return True
    para(t("results.too_few"))
    if button(t("welcome.go_on"), "go_on_first", main=True):
        go("assess", step=OWN)
    return False


def offer_together(side: str) -> None:
    heading(t("results.together"))
    small(t(f"results.together_{side}"))
    if button(t("results.together_open"), "together_open"):
        go("together")
