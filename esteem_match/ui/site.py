"""Who runs this installation: on the start, at the consent, and on "about"."""

from esteem_match import resources
from esteem_match.documents.phrases import site as phrases
from esteem_match.ui.layout import heading, lines, para, small
from esteem_match.ui.words import t, words


def say_responsible() -> None:
    """Who answers for what is kept, and where to complain."""
    for text in phrases.responsible(words(), resources.site()):
        para(text)


def say_host() -> None:
    """Who runs it, in a line."""
    small(phrases.hosted(words(), resources.site()))


def show_host() -> None:
    """All that is known of it."""
    site = resources.site()
    heading(t("site.title"))
    para(phrases.hosted(words(), site))
    if site.host:
        say_responsible()
    dangers = phrases.danger(words(), site)
    if dangers:
        heading(t("site.danger_title"))
        lines(dangers)
