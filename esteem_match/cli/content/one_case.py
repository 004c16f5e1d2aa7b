"""One published case in full, for researchers: every number, the reasons, what would change."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from esteem_match import explain
from esteem_match.cli.content.cases import PLACES, Case, Found
from esteem_match.content import item_index
from esteem_match.explain import Change, Raised, Robust, Sensitivity
from esteem_match.models import Answer, Content, Item, Library, SideFit, Span, Value

MOST_REASONS = 3
OUTCOMES = {
    "already": "none: it is recommended",
    "veto": "none: a ticked veto stands in the way",
    "group decides": "none by the practitioner: the group's side cannot reach it",
    "ask the group": "not known: the group's side could reach it, but is not likely to so far",
    "open": "not known: of capacity or intention nothing is answered",
    "not by capacity": "none: no change of capacity is enough",
}


class Report(NamedTuple):
    """Everything that the report of one case needs."""

    case: Case
    content: Content
    items: Mapping[str, Item]
    group_name: str
    robust: Mapping[str, Robust]
    spreads: Mapping[str, Sensitivity]
    tensions: tuple[Raised, ...]


def in_full(library: Library, case: Case) -> Iterator[str]:
    """The case role by role, in the role model's order."""
    report = _report(library, case)
    example = case.example
    yield from (f"{example.id}  {example.title}", "", example.story.strip(), "")
    yield from (line for line in (example.note.strip(), example.url) if line)
    for one in case.roles:
        yield ""
        yield from _role(report, one)
    yield from ("", "TENSIONS OF THE PAIR")
    yield from _tensions(report, None)


def _report(library: Library, case: Case) -> Report:
    content = library.contents[library.base]
    answers = content, case.group, case.practitioner
    return Report(
        case,
        content,
        item_index(content),
        str(case.group.get("g.name") or library.words[library.base]["fallback.group"]),
        {one.role: one for one in explain.robustness(*answers)},
        {one.role: one for one in explain.spread_sensitivity(*answers)},
        explain.tensions(*answers, tuple(one.fit for one in case.roles)),
    )


def _role(report: Report, one: Found) -> Iterator[str]:
    fit, role = one.fit, one.fit.role
    name = next(r.name for r in report.content.model.roles if r.id == role)
    yield f"{name.upper()}  ({role})"
    yield f"  expected         {PLACES.get(one.place, 'nothing said')}"
    yield f"  label            {fit.label}, from {fit.label_low} to {fit.label_high}"
    yield f"  sureness         {fit.sureness}, with a chance of {float(fit.chance):.4f}"
    yield f"  place            band {one.band + 1}"
    yield from (f"  {key:<17}{_key(span)}" for key, span in fit.keys.items())
    yield f"  appropriate      {_side(fit.appropriate)}"
    yield f"  achievable       {_side(fit.achievable)}"
    yield f"  fit              {_value(fit.value)}"
    yield f"  robustness       {_robust(report.robust[role])}"
    yield f"  other spreads    {_spreads(report.spreads[role])}"
    yield f"  smallest change  {_change(report, role)}"
    yield from _reasons(report, role)
    yield from _ledger(report, role)
    yield "  tensions"
    yield from _tensions(report, role)


def _key(span: Span) -> str:
    return f"{span.expected}, from {span.low} to {span.high}, {span.answered} answered"


def _side(side: SideFit) -> str:
    stops = [*(f"closed by {i}" for i in side.closed_by), *(f"held by {i}" for i in side.held_by)]
    labels = f"{side.label} ({side.sureness}), from {side.label_low} to {side.label_high}"
    return "; ".join([_value(side.value), labels, *stops])


def _value(value: Value) -> str:
    return f"{value.expected:.3f}, from {value.low:.3f} to {value.high:.3f}"


def _robust(robust: Robust) -> str:
    if robust.keeps is None or robust.first is None:
        return "no word while the label is open"
    kept = f"keeps its label in {robust.keeps} % of the weightings"
    return f"{robust.word}: {kept}, first in {robust.first} %"


def _spreads(found: Sensitivity) -> str:
    return f"{found.flat} with flat ones, {found.steep} with half as steep again"


def _change(report: Report, role: str) -> str:
    found: Change = explain.smallest_change(
        report.content, role, report.case.group, report.case.practitioner
    )
    goal = f"to {found.goal}: " if found.goal else ""
    steps = (f"{step.item} from {step.now} to {step.then}" for step in found.steps)
    return goal + (OUTCOMES.get(found.outcome) or ", ".join(steps))


def _reasons(report: Report, role: str) -> Iterator[str]:
    case = report.case
    found = explain.reasons(report.content, role, case.group, case.practitioner, MOST_REASONS)
    for title, reasons in (("speaks for", found.supports), ("speaks against", found.against)):
        yield f"  {title}"
        for reason in reasons:
            cause = "" if reason.cause == "answer" else f" ({reason.cause})"
            yield f"    {_question(report, reason.item)}{cause}"
        if not reasons:
            yield "    nothing"


def _ledger(report: Report, role: str) -> Iterator[str]:
    entries = explain.ledger(report.content, role, report.case.group, report.case.practitioner)
    rows = explain.points(entries)
    earned, lost = sum(row.earned for row in rows), sum(row.lost for row in rows)
    yield "  ledger, in points of 100"
    yield "    earned  lost"
    for row in rows:
        yield f"    {row.earned:>6}{row.lost:>6}  {_question(report, row.item)}"
    yield f"    {earned:>6}{lost:>6}  in all" if rows else "    nothing is answered"


def _question(report: Report, item_id: str) -> str:
    text = _names_put_in(report, report.items[item_id].text)
    return f"{item_id}  {text} - {_answer(report, item_id)}"


def _names_put_in(report: Report, text: str) -> str:
    return text.replace("{group}", report.group_name)


def _answer(report: Report, item_id: str) -> str:
    item, answers = report.items[item_id], {**report.case.group, **report.case.practitioner}
    content = report.content
    side = content.group if item in content.group.items() else content.practitioner
    answer: Answer = answers.get(item_id)
    if not isinstance(answer, int):
        return "not answered"
    words = side.options[item.options]
    return f"{answer}: {words[answer]}" if answer < len(words) else f"{answer}: does not apply"


def _tensions(report: Report, role: str | None) -> Iterator[str]:
    raised = [one.tension for one in report.tensions if one.role == role]
    for tension in raised:
        yield f"    {_names_put_in(report, tension.title)}  ({tension.id})"
    if not raised:
        yield "    none"
