"""Who runs this installation, who answers for its data, and who else nearby may help."""

from esteem_match.models import Site
from esteem_match.words import Words


def hosted(words: Words, site: Site) -> str:
    """Who runs it and how to reach them; where nobody is named, that it runs for trial."""
    if site.host is None:
        return words.t("site.trial")
    return words.t("site.host", name=site.host.name, contact=site.host.contact)


def responsible(words: Words, site: Site) -> list[str]:
    """Who is responsible for what is kept, and where to complain; or that it runs for trial."""
    if site.host is None:
        return [words.t("site.trial")]
    return [
        words.t("site.responsible", who=site.host.responsible),
        words.t("site.complaints", how=site.host.complaints),
    ]


def danger(words: Words, site: Site) -> list[str]:
    """What to do when somebody is in danger, a line a place."""
    return [words.t("site.danger", where=one.where, text=one.text) for one in site.danger]
