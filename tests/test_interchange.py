"""The questionnaires in other programs' forms ask what our own walk asks, and nothing is lost."""

import io
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire as FhirQuestionnaire
from openpyxl import load_workbook
from pyxform.xls2xform import convert
from typer.testing import CliRunner, Result

from esteem_match import content, journey
from esteem_match.__main__ import app
from esteem_match.interchange import PAIR, Form, as_fhir, as_xlsform, form
from esteem_match.models import (
    SIDES,
    Answer,
    Answers,
    Checklist,
    Library,
    Question,
    Questionnaire,
    Side,
)
from tests import checklists_toy, toys

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = content.load(ROOT / "questionnaires")
XFORM = "{http://www.w3.org/2002/xforms}"
ESTEEM = "{urn:x-esteem-match}"
WALKS = 200
LANG = "http://hl7.org/fhir/StructureDefinition/translation"


def bent() -> toys.Raw:
    """The toy with what the shipped files have too little of: parts and questions that wait.

    Of `later` all questions wait, one for another one of the same part. An id begins with a digit,
    a condition looks at a scale with 'does not apply', and a part has the id of a question.
    """
    files = toys.raw()
    stage = {"kind": "choice", "options": "stage", "source": ["OURS"]}
    later = [
        {"id": "2nd", "text": "For {group}?", "when": {"item": "g.stage", "at_most": 1}, **stage},
        {"id": "3rd", "text": "And?", "when": {"item": "2nd", "at_least": 1}, **stage},
        {"id": "4th", "text": "Or?", "when": {"item": "g.aa.need1", "at_most": 1}, **stage},
    ]
    files["group"]["sections"] += [
        {"id": "2nd", "title": "Later", "why": "It depends.", "items": later}
    ]
    files["interface"] |= {
        "fallback": {"group": "the group's own", "practitioner": "the group"},
        "answer": {
            "unsure": "Not sure",
            "not_applicable_group": "Not us",
            "not_applicable_practitioner": "Not them",
        },
        "again": {
            "form": "=An aid for a talk.",
            "form_pair": "Which pair?",
            "form_pair_help": "A code.",
        },
    }
    return files


@pytest.fixture(scope="module")
def loud(tmp_path_factory: pytest.TempPathFactory) -> Library:
    files = bent()
    folder = tmp_path_factory.mktemp("loud")
    return toys.loaded(folder, files, {"pl": toys.translation(files)})


def ticked() -> toys.Raw:
    """The toy with checklists: of one all boxes wait for an answer, and a question for a box."""
    files = checklists_toy.raw()
    for box in checklists_toy.BOXES["g.contacts"]:
        toys.item(files, box)["when"] = {"item": "g.stage", "at_most": 2}
    toys.item(files, "g.open")["when"] = {"item": "g.ask", "at_least": 1}
    return files


TOY, BOXED = toys.library(bent()), toys.library(ticked())
FORMS = {
    f"{name}-{side}": form(library, side, [library.base])
    for name, library in (("toy", TOY), ("boxed", BOXED), ("shipped", SHIPPED))
    for side in SIDES
}
of_each_form = pytest.mark.parametrize("name", sorted(FORMS))


@cache
def xform(name: str) -> ElementTree.Element:
    return converted(FORMS[name])


def converted(one: Form) -> ElementTree.Element:
    """What pyxform makes of the workbook: it takes it, and warns of nothing."""
    found = convert(xlsform=io.BytesIO(as_xlsform(one)), file_type=".xlsx", validate=False)
    assert found.warnings == []
    return ElementTree.fromstring(found.xform)


@cache
def fhir(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_fhir(FORMS[name]))
    return found


def item_of(nodeset: str) -> str:
    return nodeset.rsplit("/", 1)[-1].removeprefix("_")


def code(mine: Questionnaire, one: Question, answers: Answers) -> str:
    """An answer as the forms write it; of a checklist all that is ticked, with blanks between."""
    if isinstance(one.asks, Checklist):
        ticked = " ".join(item.id for item in one.ticked(answers))
        return "__unsure" if one.unsure(answers) else ticked or "__none"
    item, answer = one.asks, answers[one.id]
    size = len(mine.options.get(item.options, ()))
    if isinstance(answer, str):
        return answer
    if answer is None:
        return "unsure"
    return "na" if item.not_applicable and answer == size else str(answer)


def asked_by_xform(root: ElementTree.Element, codes: Mapping[str, str]) -> list[str]:
    """The questions that a program asks by the rules of XForms: what is not relevant is blank."""
    values: dict[str, str] = {}
    shut: list[str] = []
    kinds = ("input", "select1", "select")
    controls = [one for kind in kinds for one in root.iter(f"{XFORM}{kind}")]
    questions = {control.get("ref") for control in controls}
    asked = []
    for bind in root.iter(f"{XFORM}bind"):
        path, rule = str(bind.get("nodeset")), bind.get("relevant")
        if any(path.startswith(f"{gone}/") for gone in shut) or (rule and not holds(rule, values)):
            shut.append(path)
        elif path in questions and bind.get("readonly") is None:
            asked.append(item_of(path))
            values[path] = codes.get(item_of(path), "")
    return asked


def holds(rule: str, values: Mapping[str, str]) -> bool:
    if rule.startswith("not("):
        return not any(holds(no.removesuffix(")"), values) for no in rule[4:].split(" and not("))
    return any(_holds(part.strip(), values) for part in rule.split(" or "))


def _holds(rule: str, values: Mapping[str, str]) -> bool:
    selected = re.fullmatch(r"selected\(\s*(\S+)\s*, '(\S+)'\)", rule)
    equal = selected or re.fullmatch(r"(\S+)\s+= '(\S+)'", rule)
    assert equal, f"a rule that this test can't read: {rule}"
    value = values.get(equal[1], "")
    return equal[2] in (value.split() if selected else [value])


def asked_by_fhir(
    items: list[Any], codes: Mapping[str, str], had: dict[str, list[str]]
) -> list[str]:
    """The questions that are enabled: an item that is not has no answer, nor have those in it."""
    asked = []
    for item in items:
        rules = item.get("enableWhen", [])
        if rules and not enabled(item, had):
            continue
        if item["type"] == "group":
            asked += asked_by_fhir(item["item"], codes, had)
        elif item["type"] != "display":
            asked.append(item["linkId"])
            had[item["linkId"]] = answered(item, codes.get(item["linkId"]))
    return asked


def enabled(item: Any, had: Mapping[str, list[str]]) -> bool:
    """By the rules of R4: "!=" is true where no answer is equal, also where there is none."""
    rules = item["enableWhen"]
    assert len(rules) < 2 or item["enableBehavior"] in ("any", "all")
    met = [
        (said(rule["answerCoding"]) in had.get(rule["question"], [])) == (rule["operator"] == "=")
        for rule in rules
    ]
    return all(met) if item.get("enableBehavior") == "all" else any(met)


def answered(item: Any, given: str | None) -> list[str]:
    options = {o["valueCoding"]["code"]: o["valueCoding"] for o in item.get("answerOption", [])}
    several = (given or "").split() if item.get("repeats") else [given]
    return [said(options[one]) for one in several if one in options]


def said(coding: Any) -> str:
    return f"{coding['system']}|{coding['code']}"


def drawn(one: Form, chance: Random) -> dict[str, Answer]:
    """Some answer, 'not sure' or none to each question, whether it is asked or not."""
    found: dict[str, Answer] = {}
    for question in one.asked.questions():
        if chance.random() < 0.9:
            found |= _drawn(one, question, chance)
    return found


def _drawn(one: Form, question: Question, chance: Random) -> dict[str, Answer]:
    if isinstance(question.asks, Checklist):
        unsure = chance.random() < 0.2
        return {item.id: None if unsure else chance.randrange(2) for item in question.items}
    last = journey.positions(one.asked, question.asks)
    known = ["Words"] if question.kind == "text" else range(last)
    return {question.id: chance.choice([*known, None])}


@of_each_form
def test_the_same_questions_are_asked_in_all_three_forms(name: str) -> None:
    chance, mine = Random(name), FORMS[name].asked
    every = list(mine.questions())
    for _ in range(WALKS):
        answers = drawn(FORMS[name], chance)
        asked = [one.id for section in journey.asked(mine, answers) for one in section.questions()]
        codes = {one.id: code(mine, one, answers) for one in every if one.reached(answers)}
        assert asked_by_xform(xform(name), codes) == [PAIR, *asked]
        assert asked_by_fhir(fhir(name)["item"], codes, {}) == [PAIR, *asked]


def test_the_walks_of_this_test_do_skip_and_do_not_skip() -> None:
    """Else the one above would hold nothing."""
    root, every = xform("toy-group"), [item.id for item in TOY.contents["en"].group.items()]
    assert {"g.next", "g.after", "2nd", "3rd", "4th"}.isdisjoint(asked_by_xform(root, {}))
    assert "2nd" in asked_by_xform(root, {"g.stage": "1"})
    assert "4th" in asked_by_xform(root, {"g.aa.need1": "na"})
    assert len(asked_by_xform(root, {"g.stage": "2", "g.next": "0"})) < len(every)


def test_a_part_of_which_nothing_is_asked_is_not_shown() -> None:
    binds = {b.get("nodeset"): b.get("relevant") for b in xform("toy-group").iter(f"{XFORM}bind")}
    rule = str(binds["/data/part__2nd"])
    paths = {item_of(path): path for path in re.findall(r"/\S+", rule)}
    assert set(paths) == {"g.stage", "g.aa.need1"}, "and on nothing that stands in the part itself"
    assert not holds(rule, {})
    assert holds(rule, {paths["g.stage"]: "0"})
    assert holds(rule, {paths["g.aa.need1"]: "na"})
    part = next(o for o in every_item(fhir("toy-group")["item"]) if o["linkId"] == "part__2nd")
    assert {rule["question"] for rule in part["enableWhen"]} == set(paths)


@of_each_form
def test_every_question_and_option_is_in_the_xform(name: str) -> None:
    root, mine = xform(name), FORMS[name].asked
    lists = {
        instance.get("id"): [node.text for node in instance.iter(f"{XFORM}name")]
        for instance in root.iter(f"{XFORM}instance")
    }
    texts = {node.get("id"): "".join(node.itertext()).strip() for node in root.iter(f"{XFORM}text")}
    found = {}
    for select in (*root.iter(f"{XFORM}select1"), *root.iter(f"{XFORM}select")):
        nodeset = str(select.find(f"{XFORM}itemset").get("nodeset"))  # type: ignore[union-attr]
        key = re.fullmatch(r"instance\('(.+)'\)/root/item", nodeset)[1]  # type: ignore[index]
        found[item_of(str(select.get("ref")))] = [
            texts[f"{key}-{at}"] for at, _ in enumerate(lists[key])
        ]
    words = FORMS[name].words["en"]
    not_us = words[f"answer.not_applicable_{FORMS[name].side}"]
    for one in mine.questions():
        if one.kind != "text":
            assert found[one.id] == [*listed(mine, one, not_us), words["answer.unsure"]]
    beside = ["about__this", PAIR, *(section.why for section in mine.sections)]
    assert len(list(root.iter(f"{XFORM}input"))) == len(beside) + sum(
        item.kind == "text" for item in mine.items()
    )


def listed(mine: Questionnaire, one: Question, not_us: str) -> list[str]:
    """All that can be ticked at a question but 'not sure'."""
    if isinstance(one.asks, Checklist):
        return [*(item.text for item in one.items), one.asks.none]
    extra = [not_us] if one.asks.not_applicable else []
    return [*mine.options.get(one.asks.options, ()), *extra]


@of_each_form
def test_every_question_and_option_is_in_the_fhir_questionnaire(name: str) -> None:
    mine, words = FORMS[name].asked, FORMS[name].words["en"]
    found = {one["linkId"]: one for one in every_item(fhir(name)["item"])}
    assert len(found) == sum(1 for _ in every_item(fhir(name)["item"])), "a linkId is doubled"
    not_us = words[f"answer.not_applicable_{FORMS[name].side}"]
    for one in mine.questions():
        options = [o["valueCoding"]["display"] for o in found[one.id].get("answerOption", [])]
        wanted = [*listed(mine, one, not_us), words["answer.unsure"]]
        assert options == ([] if one.kind == "text" else wanted)
        assert found[one.id].get("maxLength") == getattr(one.asks, "max_length", None)
        assert found[one.id].get("repeats", False) == (one.kind == "checklist")


@of_each_form
def test_both_sides_are_asked_for_the_code_of_their_pair_and_for_no_name(name: str) -> None:
    asked = {row["name"]: row for row in rows(FORMS[name], "survey")}[PAIR]
    words = FORMS[name].words["en"]
    assert asked["label::English (en)"] == words["again.form_pair"]
    assert asked["hint::English (en)"] == words["again.form_pair_help"]
    assert (asked["type"], asked["required"]) == ("text", "yes")
    first = fhir(name)["item"][0]
    assert (first["linkId"], first["text"]) == (PAIR, words["again.form_pair"])
    assert (first["type"], first["required"]) == ("string", True)


def test_a_checklist_takes_several_answers_or_one_that_stands_alone() -> None:
    survey = {row["name"]: row for row in rows(FORMS["boxed-group"], "survey")}
    limits = survey["g.limits"]
    assert limits["type"] == "select_multiple g.limits__answers"
    alone = "selected(., '__none') or selected(., '__unsure')"
    assert limits["constraint"] == f"count-selected(.) <= 1 or not({alone})"
    assert limits["constraint_message::English (en)"] == "That stands alone."
    lists = rows(FORMS["boxed-group"], "choices")
    listed = [row["name"] for row in lists if row["list_name"] == "g.limits__answers"]
    assert listed == [*checklists_toy.BOXES["g.limits"], "__none", "__unsure"]


def test_what_a_box_counts_for_and_rests_on_stands_beside_it() -> None:
    box = next(r for r in rows(FORMS["boxed-group"], "choices") if r["name"] == "g.aa.no")
    wanted = {"role": "aa", "area": "place", "effect": "close", "source": "OURS"}
    wanted = {name: said for name, said in wanted.items() if name != "area"}
    assert {name: box[f"esteem_{name}"] for name in wanted} == wanted
    limits = next(o for o in every_item(fhir("boxed-group")["item"]) if o["linkId"] == "g.limits")
    told = {one["url"]: one["valueString"] for one in limits["answerOption"][0]["extension"]}
    assert told == {f"urn:x-esteem-match:{name}": said for name, said in wanted.items()}
    assert "extension" not in limits["answerOption"][-1]


def test_a_part_whose_role_is_closed_is_not_shown() -> None:
    root = xform("boxed-practitioner")
    binds = {b.get("nodeset"): b.get("relevant") for b in root.iter(f"{XFORM}bind")}
    rule = str(binds["/data/part__can-aa"])
    (path,) = re.findall(r"/[^\s,]+", rule)
    shown = [holds(rule, {path: said}) for said in ("", "p.bb.no", "p.aa.no p.bb.no")]
    assert shown == [True, True, False]
    every = every_item(fhir("boxed-practitioner")["item"])
    part = next(one for one in every if one["linkId"] == "part__can-aa")
    assert [rule["operator"] for rule in part["enableWhen"]] == ["!="]


def every_item(items: list[Any]) -> Any:
    for item in items:
        yield item
        yield from every_item(item.get("item", []))


@of_each_form
def test_a_library_of_fhir_takes_the_questionnaire(name: str) -> None:
    """The library has R4B, in which Questionnaire is as it was in R4."""
    text = as_fhir(FORMS[name])
    taken = FhirQuestionnaire.model_validate_json(text)
    assert json.loads(taken.model_dump_json()) == json.loads(text)


@of_each_form
def test_what_a_question_counts_for_and_rests_on_goes_along(name: str) -> None:
    binds = {item_of(str(b.get("nodeset"))): b for b in xform(name).iter(f"{XFORM}bind")}
    codes = {
        one["linkId"]: {(code["system"].rsplit(":")[-1], code["code"]) for code in one["code"]}
        for one in every_item(fhir(name)["item"])
        if "code" in one
    }
    alone = [item for item in FORMS[name].asked.items() if item.asked_with is None]
    for item in alone:
        assert binds[item.id].get(f"{ESTEEM}source") == " ".join(item.source)
        assert {("source", one) for one in item.source} <= codes[item.id]
        for field in ("key", "role", "effect", "mirrors"):
            assert binds[item.id].get(ESTEEM + field) == getattr(item, field)
            assert {code for f, code in codes[item.id] if f == field} == {
                *filter(None, [getattr(item, field)])
            }


def test_only_what_counts_has_a_place_in_numbers() -> None:
    """And 'does not apply' has that of a 0, 'not sure' none at all."""
    found = {one["linkId"]: one for one in every_item(fhir("shipped-group")["item"])}
    places = [
        one["valueCoding"].get("extension", [{"valueDecimal": None}])[0]["valueDecimal"]
        for one in found["g.rb.room"]["answerOption"]
    ]
    assert places == [0, 1, 2, 3, 4, 0, None]
    assert not any("extension" in o["valueCoding"] for o in found["g.stage"]["answerOption"])


def test_the_groups_name_goes_on_into_later_questions_where_the_form_can() -> None:
    labels = {
        row["name"]: row["label::English (en)"] for row in rows(FORMS["shipped-group"], "survey")
    }
    assert labels["g.decide"] == "Who decides things in ${group__name}?"
    found = {one["linkId"]: one for one in every_item(fhir("shipped-group")["item"])}
    assert found["g.decide"]["text"] == "Who decides things in your group?"
    assert "g.name__help" not in found, "it promises a name in later questions"
    assert "g.decide__help" in found


def rows(one: Form, sheet: str) -> list[dict[str, Any]]:
    head, *lines = load_workbook(io.BytesIO(as_xlsform(one)))[sheet].iter_rows()
    return [{str(h.value): c.value for h, c in zip(head, line, strict=True)} for line in lines]


def test_no_cell_is_a_formula() -> None:
    book = load_workbook(io.BytesIO(as_xlsform(FORMS["toy-group"])))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value]
    assert "=An aid for a talk." in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}


def test_all_languages_stand_side_by_side(loud: Library) -> None:
    one = form(loud, "group", ["en", "pl"])
    root = converted(one)
    spoken = {node.get("lang"): node.get("default") for node in root.iter(f"{XFORM}translation")}
    assert spoken == {"English (en)": "true()", "Loud (pl)": None}
    survey = {row["name"]: row for row in rows(one, "survey")}
    assert survey["g.stage"]["label::Loud (pl)"] == "WHAT ABOUT G.STAGE?"
    found = FhirQuestionnaire.model_validate_json(as_fhir(one)).model_dump()
    stage = next(o for o in every_item(found["item"]) if o["linkId"] == "g.stage")
    assert stage["text"] == "What about g.stage?"
    assert [e["url"] for e in stage["_text"]["extension"]] == [LANG]
    assert stage["_text"]["extension"][0]["extension"][1]["valueString"] == "WHAT ABOUT G.STAGE?"
    assert stage["answerOption"][0]["valueCoding"]["_display"]["extension"]


def test_one_language_stands_alone(loud: Library) -> None:
    one = form(loud, "group", ["pl"])
    assert rows(one, "settings")[0]["default_language"] == "Loud (pl)"
    assert "What about" not in as_fhir(one)
    assert json.loads(as_fhir(one))["language"] == "pl"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.parametrize("side", SIDES)
def test_one_side_is_written_to_a_file_or_to_stdout(side: Side, tmp_path: Path) -> None:
    target = tmp_path / "form.json"
    assert run("export", "--format", "fhir", side, "-o", target).exit_code == 0
    assert target.read_text(encoding="utf-8") == as_fhir(FORMS[f"shipped-{side}"])
    assert run("export", "--format", "fhir", side).stdout == target.read_text(encoding="utf-8")
    assert run("export", "--format", "xlsform", side).stdout_bytes[:2] == b"PK"


def test_both_sides_go_into_a_folder_under_names_that_are_told(tmp_path: Path) -> None:
    said = run("export", "--format", "xlsform", "-o", tmp_path, "--language", "all")
    assert said.exit_code == 0
    names = ["esteem-match-group.xlsx", "esteem-match-practitioner.xlsx"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert all(name in said.stderr for name in names)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["group", "--language", "xx"], "no language 'xx'"),
        (["-o", "nowhere/at/all"], "no folder"),
        (["group", "-o", "nowhere/at/all.json"], "no folder"),
    ],
    ids=lambda words: words[-1],
)
def test_what_cannot_be_exported_is_told_in_a_sentence(words: list[str], why: str) -> None:
    said = run("export", "--format", "fhir", *words)
    assert said.exit_code == 1
    assert why in said.stderr
    assert said.stdout == ""
