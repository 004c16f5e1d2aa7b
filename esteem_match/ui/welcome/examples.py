"""The examples, shown through the same result as anybody's answers; and the sources."""

from dataclasses import replace

import streamlit as st

from esteem_match import journey, resources
from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.first import first_words
from esteem_match.models import Example, Expected
from esteem_match.ui import html, state
from esteem_match.ui.layout import button, heading, lines, note, para, small
from esteem_match.ui.links import go, link
from esteem_match.ui.words import esc, language, md, put_in, t, words


def example(case_id: str) -> Example | None:
    """The case with this id, in the language in use."""
    cases = resources.library().examples[language()]
    return next((case for case in cases if case.id == case_id), None)


def example_view(case: Example) -> View:
    """A case as its page shows it, which calls the group by its name from there on."""
    state.put("name", _name(case))
    return _view(case)


def _name(case: Example) -> str:
    return str(case.group.get("g.name", ""))


def _view(case: Example) -> View:
    content = resources.library().contents[language()]
    return View(
        content,
        journey.counted(content.group, case.group),
        journey.counted(content.practitioner, case.practitioner),
        replace(words(), group=_name(case)),
        version=resources.library().version,
    )


def show_sample() -> None:
    """What a result says first, of the made-up pair: the card leads to the whole of it."""
    cases = resources.library().examples[language()]
    case = next((one for one in cases if one.made_up), None)
    if case is None:
        return
    begin, *others = first_words(_view(case))
    said = html.bold(begin) + "".join(map(html.small, others))
    way = link("together", esc(t("welcome.example_whole")), example=case.id)
    st.html(f'<div class="sample"><span class="icon icon-mark"></span><div>{said}{way}</div></div>')


def tell_case(case: Example) -> None:
    note(t("results.rests_made_up" if case.made_up else "results.rests_example"))
    para(case.story)
    if case.note:
        para(case.note)
    if case.url:
        small(f"{t('together.story_source')}: {case.url}")
    if case.expected:
        _tell_expected(case.expected)


def other_examples(case: Example) -> None:
    """The ways to the example before and the one after; the last leads to the first."""
    cases = resources.library().examples[language()]
    at = next(at for at, one in enumerate(cases) if one.id == case.id)
    heading(t("together.another"))
    for way, step in (("next", 1), ("previous", -1)):
        other = cases[(at + step) % len(cases)]
        if button(t(f"together.{way}_example", title=other.title), f"{way}_example"):
            go("together", example=other.id)


def _tell_expected(expected: Expected) -> None:
    """What the case itself shows, beside what the rules made of it."""
    heading(t("together.expected"))
    lines(
        [
            t("together.expected_primary", roles=_names(expected.primary)),
            t("together.expected_secondary", roles=_names(expected.secondary)),
            t("together.expected_not", roles=_names(expected.not_now)),
        ]
    )


def _names(ids: tuple[str, ...]) -> str:
    names = {role.id: role.name for role in resources.library().contents[language()].model.roles}
    return ", ".join(names[one] for one in ids) or t("together.expected_none")


def roles_in_short() -> None:
    """All roles, each with its icon, as far as a line can say it."""
    model = resources.library().contents[language()].model
    rows = (html.role(role.id, role.name, put_in(role.line)) for role in model.roles)
    st.html(f'<div class="kinds">{"".join(rows)}</div>')


def sources() -> None:
    """Every source with its address as plain text: this program opens no other host."""
    model = resources.library().contents[language()].model
    para(t("about.sources"))
    rows = "".join(
        f"<li><b>{esc(name)}</b>: {esc(source.text)} <small>{esc(source.url)}</small></li>"
        for name, source in model.sources.items()
    )
    with st.expander(md(t("about.sources_open"))):
        st.html(f'<ul class="sources">{rows}</ul>')
