"""A summary in numbers of content that passed all checks."""

from collections.abc import Iterable

from esteem_match.journey import minutes, progress
from esteem_match.models import SIDES, Content, Library, Side, Site

CURE = "copy deploy/site.example.toml to site.toml"


def site_lines(site: Site, roles: Iterable[str]) -> tuple[str, ...]:
    """Who runs this installation, and what is missing from site.toml."""
    bare = [role for role in roles if not site.places.get(role)]
    facts = {
        "run by": site.host.name if site.host else f"nobody yet, so it runs for trial: {CURE}",
        "in danger": f"{len(site.danger)} places" if site.danger else "nothing is said",
        "places nearby": f"none for {', '.join(bare)}" if bare else "for every role",
    }
    return tuple(f"{name:<24}{fact}" for name, fact in facts.items())


def summary(library: Library) -> tuple[str, ...]:
    """A line for each fact. Minutes: usual, and at most, if every question is asked."""
    content = library.contents[library.base]
    model, examples = content.model, library.examples[library.base]
    made_up = sum(example.made_up for example in examples)
    facts = {
        **{f"questions, {side}": _length(content, side) for side in SIDES},
        "roles": len(model.roles),
        "leadership models": len(model.leadership),
        "tensions": len(model.tensions),
        "advice": len(model.advice),
        "languages": ", ".join(library.contents),
        "published cases": len(examples) - made_up,
        "made-up pairs": made_up,
        "version": library.version,
    }
    return tuple(f"{name:<24}{fact}" for name, fact in facts.items())


def _length(content: Content, side: Side) -> str:
    questionnaire = content.side(side)
    every = list(questionnaire.questions())
    shortest, longest = progress(questionnaire, {}).minutes_left, minutes(questionnaire, every)
    at_most = f", at most {longest}" if longest > shortest else ""
    return f"{len(every)}, about {shortest} minutes{at_most}"
