"""What a folder of content holds, in numbers, once it was found to be sound."""

from esteem_match.journey import minutes, progress
from esteem_match.models import SIDES, Content, Library, Side


def summary(library: Library) -> tuple[str, ...]:
    """A line a fact. Minutes are what a side takes, and where all is asked."""
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
