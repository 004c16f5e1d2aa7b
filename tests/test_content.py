"""A bad file is refused with its file, table and field, what is wrong and how to mend it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esteem_match import content, journey
from esteem_match.content import ContentError, Problem
from esteem_match.content.library import library
from esteem_match.content.overlay import lay_over
from esteem_match.models import Library
from tests import toys
from tests.toys import item, loaded, section

Bend = Callable[[toys.Raw], Any]

GROUP, PRACTITIONER, ROLES = "group.toml", "practitioner.toml", "roles.toml"
SCRAPS = st.sampled_from(["", "x", "g.stage", "{", 0, 7, -1, True, "3/8", "stage"])
JUNK = st.recursive(
    SCRAPS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "items", "text", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)
INTERFACE, EXAMPLES = "interface.toml", "examples.toml"


def problems(folder: Path, files: toys.Raw) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        loaded(folder, files)
    return caught.value.problems


def put(name: str, **fields: Any) -> Bend:
    return lambda files: item(files, name).update(fields)


def take(name: str, field: str) -> Bend:
    return lambda files: item(files, name).pop(field)


def noun(files: toys.Raw, key: str) -> toys.Raw:
    return files["roles"][key][0]


def again(files: toys.Raw, name: str, key: str) -> None:
    files[name][key].append(dict(files[name][key][0]))


def when(name: str, **condition: Any) -> Bend:
    return put(name, when=condition)


def made_up(files: toys.Raw) -> toys.Raw:
    """The example as a pair that no source tells of."""
    example: toys.Raw = files["examples"]["examples"][0]
    example["made_up"] = True
    del example["url"], example["expected"]
    return example


# What is bent, how, where it is told (file, table, field), and words that the telling must have.
BENT: dict[str, tuple[Bend, tuple[str, str, str], str]] = {
    # shape
    "an unknown field, with the one that is meant": (
        put("g.stage", optoins="stage"),
        (GROUP, "sections.start.items g.stage", "optoins"),
        "'options' is meant",
    ),
    "an unknown table at the top": (
        lambda f: f["roles"].update(weights={}),
        (ROLES, "", "weights"),
        "not known",
    ),
    "a missing field": (
        take("g.stage", "source"),
        (GROUP, "sections.start.items g.stage", "source"),
        "is missing",
    ),
    "a missing table": (
        lambda f: f["roles"].pop("lines"),
        (ROLES, "", "lines"),
        "is missing",
    ),
    "a number where a text belongs": (
        put("p.work", text=3),
        (PRACTITIONER, "sections.you.items p.work", "text"),
        "is not text (it is 3)",
    ),
    "a text where a number belongs": (
        put("p.aa.time", weight="2"),
        (PRACTITIONER, "sections.can-aa.items p.aa.time", "weight"),
        "not a whole number",
    ),
    "a yes where true or false belongs": (
        put("p.aa.time", floor="yes"),
        (PRACTITIONER, "sections.can-aa.items p.aa.time", "floor"),
        "not true or false",
    ),
    "a text where a list belongs": (
        lambda f: noun(f, "roles").update(first_steps="Ask."),
        (ROLES, "roles.aa", "first_steps"),
        "not a list",
    ),
    "an empty list of sources": (
        put("g.stage", source=[]),
        (GROUP, "sections.start.items g.stage", "source"),
        "an empty list",
    ),
    "an empty text": (
        put("g.stage", text=""),
        (GROUP, "sections.start.items g.stage", "text"),
        "is empty",
    ),
    "an unknown kind": (
        put("g.stage", kind="slider"),
        (GROUP, "sections.start.items g.stage", "kind"),
        "'slider', which is not known",
    ),
    "an unknown key": (
        put("g.aa.wish1", key="hope"),
        (GROUP, "sections.aa.items g.aa.wish1", "key"),
        "'hope', which is not known",
    ),
    "a number with a decimal point": (
        lambda f: f["roles"]["report"].update(tie=0.1),
        (ROLES, "report", "tie"),
        "not exact",
    ),
    "a fraction that is none": (
        lambda f: f["roles"]["report"].update(tie="a tenth"),
        (ROLES, "report", "tie"),
        "not a fraction",
    ),
    "a condition that compares with nothing": (
        when("g.next", item="g.stage"),
        (GROUP, "sections.start.items g.next", "when"),
        "needs at_least, at_most or both",
    ),
    "a measure that is none": (
        lambda f: noun(f, "tensions").update(measures={"hope": {"at_least": "1/2"}}),
        (ROLES, "tensions.eager", "measures.hope"),
        "which is not known",
    ),
    # ids
    "a doubled item": (
        put("p.see.stage", id="g.next"),
        (PRACTITIONER, "sections.you.items g.next", "id"),
        "doubled: it stands in group.toml, sections.start.items g.next",
    ),
    "a doubled section": (
        lambda f: section(f, "group", "bb").update(id="aa"),
        (GROUP, "sections.aa", "id"),
        "doubled",
    ),
    **{
        f"a doubled entry of {key}": (
            lambda f, key=key: again(f, "roles", key),
            (ROLES, f"{key}.{name}", "id"),
            "doubled",
        )
        for key, name in {
            "areas": "place",
            "roles": "aa",
            "leadership": "anybody",
            "tensions": "eager",
            "advice": "end-well",
            "agreement": "words",
        }.items()
    },
    "a doubled example": (
        lambda f: again(f, "examples", "examples"),
        (EXAMPLES, "examples.first", "id"),
        "doubled",
    ),
    "an id that can't stand in an address": (
        lambda f: noun(f, "agreement").update(id="a b/c"),
        (ROLES, "agreement.a b/c", "id"),
        "can't be an id",
    ),
    "an id that names a column of its own in a table": (
        lambda f: toys.item(f, "g.after").update(id="Pair_id"),
        (GROUP, "sections.start.items.Pair_id", "id"),
        "is the column that names a pair",
    ),
    # names of other nouns
    "an unknown area of an item": (
        put("g.aa.wish1", area="plaice"),
        (GROUP, "sections.aa.items g.aa.wish1", "area"),
        "'plaice' is not known. Perhaps 'place' is meant",
    ),
    "an unknown area of a role": (
        lambda f: noun(f, "roles").update(area="moon"),
        (ROLES, "roles.aa", "area"),
        "'moon' is not known",
    ),
    "an unknown source of an item": (
        put("g.stage", source=["KM1", "KM99"]),
        (GROUP, "sections.start.items g.stage", "source"),
        "'KM99' is not known",
    ),
    "an unknown source of the lines": (
        lambda f: f["roles"]["lines"].update(source=["HEARSAY"]),
        (ROLES, "lines", "source"),
        "'HEARSAY' is not known",
    ),
    "a number of the method without a source": (
        lambda f: f["roles"]["robustness"].pop("source"),
        (ROLES, "robustness", "source"),
        "is missing",
    ),
    "a source that nothing cites": (
        lambda f: noun(f, "areas").update(source=["OURS"]),
        (ROLES, "sources.KM1", ""),
        "is cited by nothing. Name it as the source of a question or a rule, or take it away",
    ),
    "an unknown source of advice": (
        lambda f: noun(f, "advice").update(source=["HEARSAY"]),
        (ROLES, "advice.end-well", "source"),
        "'HEARSAY' is not known",
    ),
    "an unknown role of advice": (
        lambda f: noun(f, "advice").update(roles=["cc"]),
        (ROLES, "advice.end-well", "roles"),
        "'cc' is not known",
    ),
    "an unknown role that advice is about": (
        lambda f: noun(f, "advice").update(about=["cc"]),
        (ROLES, "advice.end-well", "about"),
        "'cc' is not known",
    ),
    "an unknown role of a tension": (
        lambda f: noun(f, "tensions").update(roles=["cc"]),
        (ROLES, "tensions.eager", "roles"),
        "'cc' is not known",
    ),
    "an unknown leadership model of advice": (
        lambda f: noun(f, "advice").update(leadership=["everybody"]),
        (ROLES, "advice.end-well", "leadership"),
        "'everybody' is not known",
    ),
    "an unknown option list": (
        put("g.stage", options="stages"),
        (GROUP, "sections.start.items g.stage", "options"),
        "Perhaps 'stage' is meant",
    ),
    # what each kind of item must and must not say
    "a scale without an area": (
        take("g.aa.wish1", "area"),
        (GROUP, "sections.aa.items g.aa.wish1", "area"),
        "is missing",
    ),
    "a scale on too few words": (
        put("p.aa.skills", options="work"),
        (PRACTITIONER, "sections.can-aa.items p.aa.skills", "options"),
        "has 3 words. Use a list of 5 words",
    ),
    "a key on a choice": (
        put("g.stage", key="need"),
        (GROUP, "sections.start.items g.stage", "key"),
        "only a scale is scored",
    ),
    "a veto with three options": (
        put("p.aa.no", options="work"),
        (PRACTITIONER, "sections.can-aa.items p.aa.no", "options"),
        "is a veto, but 'work' has 3 words",
    ),
    "a veto without an effect": (
        take("g.aa.no", "effect"),
        (GROUP, "sections.aa.items g.aa.no", "effect"),
        "is missing",
    ),
    "an effect on a choice": (
        put("g.stage", effect="hold"),
        (GROUP, "sections.start.items g.stage", "effect"),
        "only a veto has an effect",
    ),
    "a text without a limit": (
        take("g.name", "max_length"),
        (GROUP, "sections.start.items g.name", "max_length"),
        "a text needs a limit",
    ),
    "a limit on a choice": (
        put("g.stage", max_length=9),
        (GROUP, "sections.start.items g.stage", "max_length"),
        "only a text has a length",
    ),
    "options of a text": (
        put("g.name", options="stage"),
        (GROUP, "sections.start.items g.name", "options"),
        "which has no options",
    ),
    "a choice without options": (
        take("g.next", "options"),
        (GROUP, "sections.start.items g.next", "options"),
        "is missing",
    ),
    "does not apply on a choice": (
        put("p.work", not_applicable=True),
        (PRACTITIONER, "sections.you.items p.work", "not_applicable"),
        "only on a scale",
    ),
    "a wish marked as something a practitioner can change": (
        put("g.aa.wish1", actionable=True),
        (GROUP, "sections.aa.items g.aa.wish1", "actionable"),
        "only what a practitioner can do",
    ),
    "an intention marked as something to change": (
        put("p.aa.want1", actionable=True),
        (PRACTITIONER, "sections.can-aa.items p.aa.want1", "actionable"),
        "only what a practitioner can do",
    ),
    "a weight on a choice": (
        put("g.stage", weight=2),
        (GROUP, "sections.start.items g.stage", "weight"),
        "not scored",
    ),
    # option lists
    "an option list of one word": (
        lambda f: f["practitioner"]["options"].update(work=["Nurse"]),
        (PRACTITIONER, "options", "work"),
        "too few words to choose from: 1",
    ),
    "an option list that says a word twice": (
        lambda f: f["group"]["options"].update(stage=["New", "New", "Old", "Gone"]),
        (GROUP, "options", "stage"),
        "says 'New' twice",
    ),
    "an option list that nobody uses": (
        lambda f: f["group"]["options"].update(spare=["Yes", "No"]),
        (GROUP, "options", "spare"),
        "used by no question",
    ),
    # every role is measured alike
    "a heavier item for one role": (
        put("p.bb.skills", weight=2),
        (PRACTITIONER, "sections", "capacity"),
        "'bb' has ",
    ),
    "a floor for one role only": (
        put("p.bb.time", floor=False),
        (PRACTITIONER, "sections", "capacity"),
        "Ask every role alike",
    ),
    "one item more for one role": (
        lambda f: section(f, "practitioner", "can-bb")["items"].append(
            {**item(f, "p.bb.want1"), "id": "p.bb.want2"}
        ),
        (PRACTITIONER, "sections", "intention"),
        "Ask every role alike",
    ),
    "a role without a veto": (
        lambda f: section(f, "group", "bb")["items"].__setitem__(
            2, {**item(f, "g.stage"), "id": "g.more"}
        ),
        (GROUP, "sections", "veto"),
        "'bb' has 0 vetoes",
    ),
    "a role with two vetoes": (
        lambda f: section(f, "group", "bb")["items"].append(
            {**item(f, "g.bb.no"), "id": "g.bb.never"}
        ),
        (GROUP, "sections", "veto"),
        "'bb' has 2 vetoes",
    ),
    # the path
    "a condition on a later item": (
        when("p.work", item="p.see.stage", at_least=1),
        (PRACTITIONER, "sections.you.items p.work", "when"),
        "'p.see.stage', which comes later",
    ),
    "a condition on itself": (
        when("g.after", item="g.after", at_least=1),
        (GROUP, "sections.start.items g.after", "when"),
        "its own answer",
    ),
    "a condition on an item that is not there": (
        when("g.after", item="g.nxt", at_least=1),
        (GROUP, "sections.start.items g.after", "when"),
        "is no question. Perhaps 'g.next' is meant",
    ),
    "a condition on the other side's item": (
        when("p.work", item="g.stage", at_least=1),
        (PRACTITIONER, "sections.you.items p.work", "when"),
        "asked of the other side",
    ),
    "a condition on a text": (
        when("g.after", item="g.name", at_least=1),
        (GROUP, "sections.start.items g.after", "when"),
        "whose answer is a text",
    ),
    "a condition above the last position": (
        when("g.after", item="g.next", at_least=4),
        (GROUP, "sections.start.items g.after", "when"),
        "the answers to 'g.next' are 0 to 3: this question is never asked",
    ),
    "a condition whose bounds cross": (
        when("g.after", item="g.next", at_least=3, at_most=1),
        (GROUP, "sections.start.items g.after", "when"),
        "at_least 3 is above at_most 1",
    ),
    "a condition on a scored item": (
        when("g.aa.wish1", item="g.stage", at_least=1),
        (GROUP, "sections.aa.items g.aa.wish1", "when"),
        "every role must be asked the same",
    ),
    "a condition on a veto": (
        when("g.aa.no", item="g.stage", at_least=1),
        (GROUP, "sections.aa.items g.aa.no", "when"),
        "every role must be asked the same",
    ),
    "a section of two": (
        lambda f: section(f, "group", "start")["items"].__delitem__(slice(2, None)),
        (GROUP, "sections.start", "items"),
        "has 2 questions",
    ),
    "a section of seven": (
        lambda f: section(f, "group", "start")["items"].extend(
            {**item(f, "g.stage"), "id": f"g.more{n}"} for n in range(3)
        ),
        (GROUP, "sections.start", "items"),
        "has 7 questions",
    ),
    # mirrors
    "a mirror of nothing": (
        put("p.see.stage", mirrors="g.stge"),
        (PRACTITIONER, "sections.you.items p.see.stage", "mirrors"),
        "no question. Perhaps 'g.stage' is meant",
    ),
    "a mirror of the practitioner's own item": (
        put("p.see.stage", mirrors="p.work"),
        (PRACTITIONER, "sections.you.items p.see.stage", "mirrors"),
        "not asked of the group",
    ),
    "a mirror of a veto": (
        put("p.see.stage", mirrors="g.aa.no"),
        (PRACTITIONER, "sections.you.items p.see.stage", "mirrors"),
        "which nobody else can say",
    ),
    "two mirrors of one item": (
        put("p.see.stage", mirrors="g.aa.need1"),
        (PRACTITIONER, "sections.you.items p.see.aa.need1", "mirrors"),
        "mirrors already",
    ),
    "a mirror among the group's own": (
        put("g.next", mirrors="g.stage"),
        (GROUP, "sections.start.items g.next", "mirrors"),
        "answers for itself",
    ),
    "a mirror that says more than a mirror": (
        put("p.see.stage", options="work"),
        (PRACTITIONER, "sections.you.items p.see.stage", "options"),
        "takes it from group.toml",
    ),
    "a mirror with a list of another length": (
        lambda f: f["practitioner"]["options"].update(stage=["New", "Old"]),
        (PRACTITIONER, "sections.you.items p.see.stage", "mirrors"),
        "has 2 words here and 4 for the group",
    ),
    # numbers
    "lines that cross": (
        lambda f: f["roles"]["lines"].update(possible="5/8", recommended="3/8"),
        (ROLES, "lines", ""),
        "less than recommended",
    ),
    "a line at nothing": (
        lambda f: f["roles"]["lines"].update(possible=0),
        (ROLES, "lines", ""),
        "possible is 0",
    ),
    "a line above all": (
        lambda f: f["roles"]["lines"].update(recommended="9/8"),
        (ROLES, "lines", "recommended"),
        "too large",
    ),
    "a welcome that no answer gives": (
        lambda f: f["roles"]["welcome"].update(answer=5),
        (ROLES, "welcome", "answer"),
        "is 5, but the highest answer is 4",
    ),
    "a word that is never expected": (
        lambda f: f["roles"]["expected"].update(need=["1/2", "1/4", "1/4", 0, 0]),
        (ROLES, "expected", "need"),
        "has a 0",
    ),
    "a word without its share": (
        lambda f: f["roles"]["expected"].update(wish=["1/4"] * 4),
        (ROLES, "expected", "wish"),
        "has 4 shares, but there are 5 words",
    ),
    "shares that leave something out": (
        lambda f: f["roles"]["expected"].update(capacity=["1/5", "1/5", "1/5", "1/5", "1/10"]),
        (ROLES, "expected", "capacity"),
        "sums to 9/10",
    ),
    "shares of more than all": (
        lambda f: f["roles"]["expected"].update(intention=["1/4"] * 5),
        (ROLES, "expected", "intention"),
        "sums to 5/4",
    ),
    "likely from where it only leans": (
        lambda f: f["roles"]["sureness"].update(likely="1/2"),
        (ROLES, "sureness", ""),
        "leaning is 1/2 and likely is 1/2",
    ),
    "leaning at nothing": (
        lambda f: f["roles"]["sureness"].update(leaning=0),
        (ROLES, "sureness", ""),
        "leaning is 0",
    ),
    "a tie band of nothing": (
        lambda f: f["roles"]["report"].update(tie=0),
        (ROLES, "report", "tie"),
        "is 0",
    ),
    "a gap that few voices reach sooner": (
        lambda f: f["roles"]["report"].update(gap_few="1/8"),
        (ROLES, "report", "gap_few"),
        "smaller than gap",
    ),
    "nobody as few voices": (
        lambda f: f["roles"]["report"].update(few=0),
        (ROLES, "report", "few"),
        "is 0",
    ),
    "steady below close": (
        lambda f: f["roles"]["robustness"].update(steady="1/2"),
        (ROLES, "robustness", ""),
        "less than steady",
    ),
    "a spread of nothing": (
        lambda f: f["roles"]["robustness"].update(spread=0),
        (ROLES, "robustness", "spread"),
        "is 0",
    ),
    "a workshop that shows one voice": (
        lambda f: f["roles"]["workshop"].update(min_voices=1, min_each_side=1),
        (ROLES, "workshop", "min_voices"),
        "is 1",
    ),
    "two sides that do not fit among the fewest voices": (
        lambda f: f["roles"]["workshop"].update(min_voices=5, min_each_side=3),
        (ROLES, "workshop", "min_each_side"),
        "is 3, but min_voices is 5",
    ),
    "nobody on a side": (
        lambda f: f["roles"]["workshop"].update(min_each_side=0),
        (ROLES, "workshop", "min_each_side"),
        "too small",
    ),
    "views that differ by nothing": (
        lambda f: f["roles"]["workshop"].update(split_steps=0),
        (ROLES, "workshop", "split_steps"),
        "is 0",
    ),
    "views that can't differ enough": (
        lambda f: f["roles"]["workshop"].update(split_steps=4),
        (ROLES, "workshop", "split_steps"),
        "is 4, but the scale has 4 steps",
    ),
    "an unknown source of the workshop's numbers": (
        lambda f: f["roles"]["workshop"].update(source=["HEARSAY"]),
        (ROLES, "workshop", "source"),
        "'HEARSAY' is not known",
    ),
    "too few anchor words": (
        lambda f: f["roles"]["anchors"].pop(),
        (ROLES, "", "anchors"),
        "has 4 words",
    ),
    # conditions and rules of the role model
    "a hold on an item that is not there": (
        lambda f: noun(f, "roles")["hold_unless"][0].update(item="g.aa.wish9"),
        (ROLES, "roles.aa", "hold_unless"),
        "is no question",
    ),
    "a hold on an item that is not there in when_asked": (
        lambda f: noun(f, "roles").update(when_asked=[{"item": "g.aa.wish9", "at_least": 1}]),
        (ROLES, "roles.aa", "when_asked"),
        "is no question",
    ),
    "a hold on another role's question": (
        lambda f: noun(f, "roles")["hold_unless"][0].update(item="g.bb.wish1"),
        (ROLES, "roles.aa", "hold_unless"),
        "names 'g.bb.wish1', which does not count for this role",
    ),
    "a hold on a question that counts for nothing": (
        lambda f: noun(f, "roles")["hold_unless"][0].update(item="g.stage"),
        (ROLES, "roles.aa", "hold_unless"),
        "names 'g.stage', which does not count for this role",
    ),
    "a hold on what the practitioner thinks": (
        lambda f: noun(f, "roles")["hold_unless"][0].update(item="p.see.aa.wish1"),
        (ROLES, "roles.aa", "hold_unless"),
        "names 'p.see.aa.wish1', which does not count for this role",
    ),
    "a sign out of range": (
        lambda f: noun(f, "leadership").update(signs=[[{"item": "g.stage", "at_least": 4}]]),
        (ROLES, "leadership.anybody", "signs"),
        "the answers to 'g.stage' are 0 to 3",
    ),
    "a fact on a text": (
        lambda f: noun(f, "advice")["facts"][0].update(item="g.name"),
        (ROLES, "advice.end-well", "facts"),
        "whose answer is a text",
    ),
    "a fact of a tension out of range": (
        lambda f: noun(f, "tensions").update(facts=[{"item": "p.work", "at_most": -1}]),
        (ROLES, "tensions.eager", "facts"),
        "0 to 2",
    ),
    "a touch on an item that is not there": (
        lambda f: noun(f, "agreement")["touched_by"][0].update(item="p.wrk"),
        (ROLES, "agreement.words", "touched_by"),
        "Perhaps 'p.work' is meant",
    ),
    "a leadership model that never fits": (
        lambda f: noun(f, "leadership").update(signs=[]),
        (ROLES, "leadership.anybody", "signs"),
        "never fits",
    ),
    "a leadership model that always fits": (
        lambda f: noun(f, "leadership").update(signs=[[]]),
        (ROLES, "leadership.anybody", "signs"),
        "fits always",
    ),
    "a tension that always shows": (
        lambda f: noun(f, "tensions").update(measures={}),
        (ROLES, "tensions.eager", "measures"),
        "always show",
    ),
    "a band without a bound": (
        lambda f: noun(f, "tensions")["measures"].update(wish={}),
        (ROLES, "tensions.eager", "measures.wish"),
        "has no bound",
    ),
    "a band that nothing meets": (
        lambda f: noun(f, "tensions")["measures"].update(wish={"at_least": "1/2", "below": "1/2"}),
        (ROLES, "tensions.eager", "measures.wish"),
        "can't be met",
    ),
    "advice to nobody": (
        lambda f: noun(f, "advice").update(to=[]),
        (ROLES, "advice.end-well", "to"),
        "is empty",
    ),
    # words
    "a name in braces that nobody fills in": (
        lambda f: noun(f, "advice").update(text="Go, {friend}."),
        (ROLES, "advice.end-well", "text"),
        "has {friend}, which nobody fills in",
    ),
    "a lost brace": (
        put("g.stage", text="Where is {group?"),
        (GROUP, "sections.start.items g.stage", "text"),
        "a brace that names nothing",
    ),
    "an empty word in a list": (
        lambda f: f["roles"]["anchors"].__setitem__(2, " "),
        (ROLES, "", "anchors"),
        "an empty text",
    ),
    "an interface word that is no text": (
        lambda f: f["interface"]["deep"].update(er=3),
        (INTERFACE, "deep", "er"),
        "is 3, not a text",
    ),
    "an interface without its language": (
        lambda f: f["interface"].pop("language"),
        (INTERFACE, "language", ""),
        "is missing",
    ),
    "a language whose code is none": (
        lambda f: f["interface"]["language"].update(code="English, UK"),
        (INTERFACE, "language", "code"),
        "not the code of a language",
    ),
    # examples
    "an example that answers an unknown item": (
        lambda f: f["examples"]["examples"][0]["group"].update({"g.stag": 1}),
        (EXAMPLES, "examples.first.group", "g.stag"),
        "Perhaps 'g.stage' is meant",
    ),
    "an example that answers for the other side": (
        lambda f: f["examples"]["examples"][0]["group"].update({"p.work": 1}),
        (EXAMPLES, "examples.first.group", "p.work"),
        "not asked of the group",
    ),
    "an example out of range": (
        lambda f: f["examples"]["examples"][0]["group"].update({"g.aa.need1": 6}),
        (EXAMPLES, "examples.first.group", "g.aa.need1"),
        "the answers are 0 to 5",
    ),
    "an example with a text for a choice": (
        lambda f: f["examples"]["examples"][0]["group"].update({"g.stage": "New"}),
        (EXAMPLES, "examples.first.group", "g.stage"),
        "the position of an answer",
    ),
    "an example with too long a text": (
        lambda f: f["examples"]["examples"][0]["group"].update({"g.name": "x" * 41}),
        (EXAMPLES, "examples.first.group", "g.name"),
        "longer than 40",
    ),
    "an example whose answer is neither text nor position": (
        lambda f: f["examples"]["examples"][0]["group"].update({"g.stage": [1]}),
        (EXAMPLES, "examples.first", "group.g.stage"),
        "it is [1]",
    ),
    "a published example without its source": (
        lambda f: f["examples"]["examples"][0].pop("url"),
        (EXAMPLES, "examples.first", "url"),
        "is missing",
    ),
    "a published example without its expectation": (
        lambda f: f["examples"]["examples"][0].pop("expected"),
        (EXAMPLES, "examples.first", "expected"),
        "is missing",
    ),
    "a made-up pair with a source": (
        lambda f: made_up(f).update(url="https://example.org"),
        (EXAMPLES, "examples.first", "url"),
        "made-up",
    ),
    "a made-up pair with an expectation": (
        lambda f: made_up(f).update(expected={"primary": ["aa"]}),
        (EXAMPLES, "examples.first", "expected"),
        "made-up",
    ),
    "a made-up text that is empty": (
        lambda f: made_up(f)["group"].update({"g.name": " "}),
        (EXAMPLES, "examples.first.group", "g.name"),
        "an empty text",
    ),
    "a word for how much is needed too few": (
        lambda f: f["interface"].update(needs={"unknown": "?", "0": "a", "1": "b"}),
        (INTERFACE, "needs", ""),
        "0 to 4",
    ),
    "a word for how much is needed too many": (
        lambda f: f["interface"].update(needs=dict.fromkeys("012345", "a")),
        (INTERFACE, "needs", ""),
        "0 to 4",
    ),
    "an example that expects an unknown role": (
        lambda f: f["examples"]["examples"][0]["expected"].update(primary=["ab"]),
        (EXAMPLES, "examples.first", "expected.primary"),
        "'ab' is not a role",
    ),
    "an example that expects a role twice": (
        lambda f: f["examples"]["examples"][0]["expected"].update(secondary=["aa"]),
        (EXAMPLES, "examples.first", "expected"),
        "more than once",
    ),
}


def test_a_made_up_pair_needs_no_source_and_no_expectation(tmp_path: Path) -> None:
    files = toys.raw()
    made_up(files)
    (example,) = toys.loaded(tmp_path, files).examples["en"]
    assert (example.made_up, example.url, example.expected) == (True, "", None)


def test_a_translation_says_the_words_of_a_made_up_pair_and_of_no_published_case() -> None:
    files = toys.raw()
    name = "examples.first.group.g.name"
    assert name not in content.texts("examples", files["examples"])
    made_up(files)
    assert content.texts("examples", files["examples"])[name] == "The friends"


def test_a_scale_of_another_length_is_asked_for_a_word_for_each_need(tmp_path: Path) -> None:
    files = toys.raw()
    files["roles"].update(top=2, anchors=["no", "partly", "yes"])
    files["roles"]["workshop"].update(split_steps="1/2", split_steps_item="1/2")
    files["roles"]["welcome"]["answer"] = 2
    even = ["1/3", "1/3", "1/3"]
    files["roles"]["expected"].update(need=even, wish=even, capacity=even, intention=even)
    for side in ("group", "practitioner"):
        files[side]["options"]["five"] = ["No", "Perhaps", "Yes"]
    files["roles"]["roles"][0]["hold_unless"][0]["at_least"] = 2
    files["examples"]["examples"][0].update(group={}, practitioner={})
    files["interface"]["needs"] = dict.fromkeys(("unknown", "0", "1", "2"), "word")
    assert loaded(tmp_path / "good", files).contents["en"].model.top == 2
    files["interface"]["needs"]["3"] = "one word too many"
    assert [(p.table, p.mend) for p in problems(tmp_path, files)] == [
        ("needs", "Write 0 to 2 and unknown: top in roles.toml says so")
    ]


@pytest.mark.parametrize("name", BENT)
def test_bad_content_is_refused_at_its_place_and_nowhere_else(name: str, tmp_path: Path) -> None:
    bend, place, words = BENT[name]
    files = toys.raw()
    bend(files)
    found = problems(tmp_path, files)
    assert {(p.file, p.table, p.field) for p in found} == {place}
    assert any(words in str(p) for p in found)


@pytest.mark.parametrize("name", BENT)
def test_every_problem_is_one_line_that_ends_with_how_to_mend_it(name: str, tmp_path: Path) -> None:
    files = toys.raw()
    BENT[name][0](files)
    for problem in problems(tmp_path, files):
        assert problem.mend
        assert str(problem).endswith(f"{problem.mend}.")
        assert "\n" not in str(problem)


def test_the_toys_are_good_content(tmp_path: Path) -> None:
    library = loaded(tmp_path)
    assert [role.id for role in toys.in_base(library).model.roles] == ["aa", "bb"]
    assert library.languages["en"].name == "English"
    assert library.words["en"]["deep.er.still"] == "Here it is."


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    names = ["an unknown area of an item", "a choice without options"]
    names += ["lines that cross", "a mirror of a veto", "a touch on an item that is not there"]
    names += ["an unknown field, with the one that is meant", "a missing field"]
    names += ["an interface word that is no text", "an example that expects an unknown role"]
    files = toys.raw()
    places = set()
    for name in names:
        bend, place, _ = BENT[name]
        bend(files)
        places.add(place)
    found = {(p.file, p.table, p.field) for p in problems(tmp_path, files)}
    assert found >= places


def test_an_item_that_cannot_be_read_is_not_told_as_missing_elsewhere(tmp_path: Path) -> None:
    files = toys.raw()
    put("g.stage", kind="slider")(files)
    put("g.name", text=7)(files)
    found = {(p.table, p.field) for p in problems(tmp_path, files)}
    start = "sections.start.items"
    assert found == {(f"{start} g.stage", "kind"), (f"{start} g.name", "text")}


def test_a_source_is_not_called_idle_while_what_cites_it_cannot_be_read(tmp_path: Path) -> None:
    files = toys.raw()
    noun(files, "areas").update(source=["OURS"])
    put("g.stage", kind="slider", source=["KM1"])(files)
    found = [(p.table, p.field) for p in problems(tmp_path, files)]
    assert found == [("sections.start.items g.stage", "kind")]


def test_a_table_that_cannot_be_read_hides_no_problem_of_another(tmp_path: Path) -> None:
    files = toys.raw()
    files["roles"].update(lines="3/8", top="four")
    files["group"]["pace"].pop("text")
    put("g.aa.wish1", area="moon")(files)
    found = {(p.file, p.table, p.field) for p in problems(tmp_path, files)}
    assert found == {
        (ROLES, "", "lines"),
        (ROLES, "", "top"),
        (GROUP, "pace", "text"),
        (GROUP, "sections.aa.items g.aa.wish1", "area"),
    }


def test_an_unknown_role_is_told_at_the_item_and_in_the_measure_of_its_key(tmp_path: Path) -> None:
    files = toys.raw()
    put("g.bb.wish1", role="bbb")(files)
    first, second = sorted(problems(tmp_path, files), key=lambda p: p.field)
    assert "Perhaps 'bb' is meant" in str(first)
    assert "'bb' has no questions in wish" in str(second)


@pytest.mark.parametrize("field", ["key", "role"])
def test_a_scale_that_counts_for_nothing_is_refused(field: str, tmp_path: Path) -> None:
    files = toys.raw()
    take("p.aa.want1", field)(files)
    told = {(p.table, p.field) for p in problems(tmp_path, files)}
    assert ("sections.can-aa.items p.aa.want1", field) in told


def test_a_key_of_the_other_side_is_refused(tmp_path: Path) -> None:
    files = toys.raw()
    put("g.aa.wish1", key="intention")(files)
    found = next(p for p in problems(tmp_path, files) if p.field == "key")
    assert "'intention' is not asked of the group. Use need or wish" in str(found)


def test_a_veto_without_a_role_is_refused(tmp_path: Path) -> None:
    files = toys.raw()
    take("g.aa.no", "role")(files)
    told = {(p.table, p.field) for p in problems(tmp_path, files)}
    assert ("sections.aa.items g.aa.no", "role") in told


def test_what_depends_on_an_unreachable_item_is_unreachable_too(tmp_path: Path) -> None:
    files = toys.raw()
    when("g.next", item="g.stage", at_least=9)(files)
    first, second = problems(tmp_path, files)
    assert "g.next" in first.table
    assert "depends on 'g.next', which is never asked" in str(second)


def test_what_counts_of_the_group_must_be_mirrored(tmp_path: Path) -> None:
    files = toys.raw()
    section(files, "practitioner", "you")["items"].remove(item(files, "p.see.bb.wish1"))
    (found,) = problems(tmp_path, files)
    assert (found.file, found.table) == (GROUP, "sections.bb.items g.bb.wish1")
    assert 'mirrors = "g.bb.wish1"' in found.mend


def test_an_area_that_is_not_known_is_told_at_the_group_s_question_alone(tmp_path: Path) -> None:
    files = toys.raw()
    item(files, "g.aa.wish1")["area"] = "moon"
    assert [(p.file, p.field) for p in problems(tmp_path, files)] == [(GROUP, "area")]


def test_most_roles_say_how_a_key_is_measured(tmp_path: Path) -> None:
    files = toys.raw()
    del section(files, "group", "aa")["items"][1]
    section(files, "group", "aa")["items"].append({**item(files, "g.stage"), "id": "g.more"})
    section(files, "practitioner", "you")["items"].remove(item(files, "p.see.aa.wish1"))
    files["roles"]["roles"][0].pop("hold_unless")
    (found,) = problems(tmp_path, files)
    assert "'aa' has no questions in wish" in str(found)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_file_the_answer_is_a_library_or_its_problems(
    data: st.DataObject,
) -> None:
    files = toys.raw()
    for _ in range(data.draw(st.integers(1, 4))):
        places = [place for file in files.values() for place in _places(file)]
        holder, key = data.draw(st.sampled_from(places))
        holder[key] = data.draw(JUNK)
    assert _answer(files) != ()


def _answer(files: toys.Raw) -> Library | tuple[Problem, ...]:
    try:
        return library(files, {}, [])
    except ContentError as error:
        return error.problems


def test_a_file_that_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    toys.write(tmp_path, toys.raw())
    (tmp_path / ROLES).write_text('id = "toy"\nversion = "1\n')
    (found,) = _refused(tmp_path)
    assert (found.file, found.table) == (ROLES, "line 2")
    assert "is not TOML" in found.wrong


def test_a_field_written_twice_is_told_with_its_line(tmp_path: Path) -> None:
    toys.write(tmp_path, toys.raw())
    (tmp_path / INTERFACE).write_text('[a]\nb = "1"\nb = "2"\n')
    assert [(p.file, p.table) for p in _refused(tmp_path)] == [(INTERFACE, "line 3")]


def test_a_file_that_ends_too_early_is_told(tmp_path: Path) -> None:
    toys.write(tmp_path, toys.raw())
    (tmp_path / EXAMPLES).write_text("examples = [")
    assert [(p.file, p.table) for p in _refused(tmp_path)] == [(EXAMPLES, "last line")]


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    toys.write(tmp_path, toys.raw())
    (tmp_path / INTERFACE).write_bytes('[a]\nb = "Grüße"\n'.encode("latin-1"))
    assert "not UTF-8" in str(_refused(tmp_path)[0])


def test_a_date_is_refused_with_its_place(tmp_path: Path) -> None:
    toys.write(tmp_path, toys.raw())
    with (tmp_path / INTERFACE).open("a") as file:
        file.write("[some]\nday = 2026-01-31\n")
    assert {(p.table, p.field) for p in _refused(tmp_path)} == {("some", "day")}


def test_missing_files_are_told_all_at_once(tmp_path: Path) -> None:
    assert [p.file for p in _refused(tmp_path)] == [
        GROUP,
        PRACTITIONER,
        ROLES,
        INTERFACE,
        EXAMPLES,
    ]


def test_a_mirror_takes_what_it_does_not_say_from_the_group_s_item(tmp_path: Path) -> None:
    found = content.item_index(toys.in_base(loaded(tmp_path)))
    mirror, mirrored = found["p.see.aa.need1"], found["g.aa.need1"]
    same = ("kind", "options", "role", "area", "not_applicable", "max_length")
    assert all(getattr(mirror, field) == getattr(mirrored, field) for field in same)
    assert (mirror.key, mirror.when) == (None, None)
    assert mirror.text != mirrored.text


def test_a_mirror_can_wait_for_what_the_practitioner_has_said(tmp_path: Path) -> None:
    files = toys.raw()
    item(files, "p.see.aa.need1")["when"] = {"item": "p.work", "at_least": 1}
    mine = toys.in_base(loaded(tmp_path, files)).practitioner
    asked = [{one.id for one in journey.asked(mine, {"p.work": n})[0].items} for n in (0, 1)]
    assert asked[1] - asked[0] == {"p.see.aa.need1"}


def test_a_mirror_speaks_the_group_s_words_unless_its_file_has_its_own(tmp_path: Path) -> None:
    files = toys.raw()
    base = toys.in_base(loaded(tmp_path, files))
    assert base.practitioner.options["stage"] == base.group.options["stage"]
    own = ["Just begun", "Settled down", "On the rise", "At its end"]
    files["practitioner"]["options"]["stage"] = own
    base = toys.in_base(loaded(tmp_path, files))
    assert list(base.practitioner.options["stage"]) == own
    assert base.practitioner.options["five"] != base.group.options["five"]


def test_the_version_does_not_see_the_order_of_keys_or_comments(tmp_path: Path) -> None:
    files = toys.raw()
    before = loaded(tmp_path, files).version
    turned = {name: dict(reversed(data.items())) for name, data in files.items()}
    toys.write(tmp_path, turned)
    with (tmp_path / ROLES).open("a") as file:
        file.write("# A word to the reader.\n")
    assert content.load(tmp_path).version == before


def test_the_version_sees_a_change_of_any_text_and_of_any_number(tmp_path: Path) -> None:
    versions = {loaded(tmp_path).version}
    paths = [(name, path) for name in ("group", "practitioner", "roles") for path in _texts(name)]
    for name, path in paths:
        files = toys.raw()
        _say_otherwise(files, name, path)
        versions.add(loaded(tmp_path, files).version)
    files = toys.raw()
    files["roles"]["lines"]["possible"] = "2/8"
    versions.add(loaded(tmp_path, files).version)
    assert len(versions) == len(paths) + 2


def test_the_version_is_of_questions_and_rules_alone(tmp_path: Path) -> None:
    files = toys.raw()
    before = loaded(tmp_path, files).version
    files["interface"]["welcome"]["title"] = "Hello"
    files["examples"]["examples"][0]["title"] = "Another"
    after = loaded(tmp_path, files, {"pl": toys.translation(files)})
    assert after.version == before
    assert len(before) == 16


def _refused(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        content.load(folder)
    return caught.value.problems


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    for key in node if isinstance(node, dict) else range(len(node)):
        yield node, key
        if isinstance(node[key], dict | list):
            yield from _places(node[key])


def _texts(name: str) -> dict[str, Any]:
    return content.texts(name, toys.raw()[name])


def _say_otherwise(files: toys.Raw, name: str, path: str) -> None:
    words = content.texts(name, files[name])[path]
    other = [f"{words[0]} indeed", *words[1:]] if isinstance(words, list) else f"{words} Indeed."
    files[name] = lay_over({name: files[name]}, {name: {path: other}})[name]
