"""A translation says all that the base says, in the same places, or it is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from esteem_match import content
from esteem_match.content import ContentError, Problem
from tests import toys
from tests.pseudo import longer, mirrored, write_pseudo

FILE = "translations/pl.toml"

Bend = Callable[[toys.Raw], Any]

# What is bent in the translation, how, where it is told (table, path), and words of the telling.
BENT: dict[str, tuple[Bend, tuple[str, str], str]] = {
    "a missing text": (
        lambda t: t["group"].pop("g.stage.text"),
        ("group", "g.stage.text"),
        "is missing; the base says 'What about g.stage?'",
    ),
    "a missing interface word": (
        lambda t: t["interface"].pop("deep.er.still"),
        ("interface", "deep.er.still"),
        "is missing",
    ),
    "a missing list": (
        lambda t: t["practitioner"].pop("options.work"),
        ("practitioner", "options.work"),
        "is missing",
    ),
    "a text of nothing": (
        lambda t: t["group"].update({"g.stge.text": "STAGE"}),
        ("group", "g.stge.text"),
        "translates nothing. Perhaps 'g.stage.text' is meant",
    ),
    "a translated id": (
        lambda t: t["roles"].update({"roles.aa.id": "AA"}),
        ("roles", "roles.aa.id"),
        "translates nothing",
    ),
    "a translated source": (
        lambda t: t["roles"].update({"sources.KM1.text": "AA"}),
        ("roles", "sources.KM1.text"),
        "translates nothing",
    ),
    "a help where the base has none": (
        lambda t: t["group"].update({"g.stage.help": "HELP"}),
        ("group", "g.stage.help"),
        "translates nothing",
    ),
    "a text in the table of another file": (
        lambda t: t["group"].update({"roles.aa.name": "AA"}),
        ("group", "roles.aa.name"),
        "belongs in [roles]",
    ),
    "an own word list for a mirror that speaks the group's": (
        lambda t: t["practitioner"].update({"options.stage": ["A", "B", "C", "D"]}),
        ("practitioner", "options.stage"),
        "belongs in [group]",
    ),
    "a path without quotes": (
        lambda t: t["group"].update({"g": {"stage": {"text": "STAGE"}}}),
        ("group", "g"),
        "Put the whole path in quotes",
    ),
    "a list with a word too few": (
        lambda t: t["group"]["options.stage"].pop(),
        ("group", "options.stage"),
        "has 3 texts, and the base has 4",
    ),
    "a list for a text": (
        lambda t: t["group"].update({"title": ["FOR THE GROUP"]}),
        ("group", "title"),
        "is not one text",
    ),
    "a text for a list": (
        lambda t: t["roles"].update({"anchors": "NOT AT ALL"}),
        ("roles", "anchors"),
        "is not a list of 5 texts",
    ),
    "a number for a text": (
        lambda t: t["group"].update({"title": 3}),
        ("group", "title"),
        "is not one text",
    ),
    "an empty text": (
        lambda t: t["examples"].update({"examples.first.story": " "}),
        ("examples", "examples.first.story"),
        "is missing; the base says 'A group met.'",
    ),
    "an empty list": (
        lambda t: t["group"].update({"options.no": ["", ""]}),
        ("group", "options.no"),
        "is missing; the base says ['That would be fine',",
    ),
    "a list with an empty text": (
        lambda t: t["group"]["options.stage"].__setitem__(2, ""),
        ("group", "options.stage"),
        "holds an empty text",
    ),
    "a translated name in braces": (
        lambda t: t["interface"].update({"welcome.count": "NUMER {numer}."}),
        ("interface", "welcome.count"),
        "the names numer in braces, the base count",
    ),
    "a lost name in braces": (
        lambda t: t["roles"]["roles.aa.first_steps"].__setitem__(0, "ASK."),
        ("roles", "roles.aa.first_steps"),
        "the names none in braces, the base group",
    ),
    "an unknown table": (
        lambda t: t.update(rolls={}),
        ("rolls", ""),
        "no table of a translation. Perhaps 'roles' is meant",
    ),
    "a table that is none": (
        lambda t: t.update(examples="none"),
        ("examples", ""),
        "is not a table",
    ),
    "a language without a name": (
        lambda t: t["language"].pop("name"),
        ("language", "name"),
        "is missing",
    ),
    "a direction that is none": (
        lambda t: t["language"].update(direction="up"),
        ("language", "direction"),
        "'up', which is not known",
    ),
    "no language table": (
        lambda t: t.pop("language"),
        ("language", ""),
        "is missing",
    ),
}


def refused(folder: Path, translations: toys.Raw) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        toys.loaded(folder, None, translations)
    return caught.value.problems


@pytest.mark.parametrize("name", BENT)
def test_a_bent_translation_is_refused_at_its_path_and_nowhere_else(
    name: str, tmp_path: Path
) -> None:
    bend, place, words = BENT[name]
    translation = toys.translation(toys.raw())
    bend(translation)
    (found,) = refused(tmp_path, {"pl": translation})
    assert (found.file, found.table, found.field) == (FILE, *place)
    assert words in str(found)


@pytest.mark.parametrize("code", ["Polski", "e", "en"])
def test_a_translation_is_named_by_the_code_of_another_language(code: str, tmp_path: Path) -> None:
    (found,) = refused(tmp_path, {code: toys.translation(toys.raw())})
    assert found.file == f"translations/{code}.toml"
    assert "not the code of another language" in found.wrong


def test_problems_of_the_base_and_of_all_translations_are_told_at_once(tmp_path: Path) -> None:
    files, first, second = toys.raw(), toys.translation(toys.raw()), toys.translation(toys.raw())
    toys.item(files, "g.aa.wish1")["area"] = "moon"
    first["group"].pop("title")
    second["roles"].pop("anchors")
    with pytest.raises(ContentError) as caught:
        toys.loaded(tmp_path, files, {"pl": first, "ur": second})
    told = [(p.file, p.field) for p in caught.value.problems]
    assert told == [
        ("group.toml", "area"),
        ("translations/pl.toml", "title"),
        ("translations/ur.toml", "anchors"),
    ]


def test_a_translation_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    toys.write(tmp_path, toys.raw())
    (tmp_path / "translations" / "pl.toml").write_text("[language\n")
    with pytest.raises(ContentError) as caught:
        content.load(tmp_path)
    assert [(p.file, p.table) for p in caught.value.problems] == [(FILE, "line 1")]


def test_a_translation_changes_every_text_and_nothing_else(tmp_path: Path) -> None:
    files = toys.raw()
    library = toys.loaded(tmp_path, files, {"pl": toys.translation(files)})
    base, other = (library.contents[code].model_dump(mode="json") for code in ("en", "pl"))
    changed = set(_differences(base, other))
    said = {word for name in ("group", "practitioner", "roles") for word in _said(files[name])}
    assert {before for before, _ in changed} == said
    assert all(after.casefold() == before.casefold() for before, after in changed)


def test_every_language_has_every_word_and_every_example(tmp_path: Path) -> None:
    files = toys.raw()
    library = toys.loaded(tmp_path, files, {"pl": toys.translation(files)})
    assert library.words["pl"].keys() == library.words["en"].keys()
    assert library.words["pl"]["welcome.title"] == "WELCOME"
    (case,) = library.examples["pl"]
    assert (case.title, case.group) == ("A FIRST CASE", library.examples["en"][0].group)
    assert library.languages["pl"].name == "Loud"


def test_a_mirror_speaks_the_group_s_translated_words(tmp_path: Path) -> None:
    files = toys.raw()
    found = toys.loaded(tmp_path, files, {"pl": toys.translation(files)}).contents["pl"]
    assert found.practitioner.options["stage"] == ("NEW", "SETTLED", "GROWING", "ENDING")


@pytest.mark.parametrize(("code", "direction"), [("xx", "ltr"), ("he-XB", "rtl")])
def test_a_pseudo_language_covers_a_whole_folder(code: str, direction: str, tmp_path: Path) -> None:
    toys.write(tmp_path, toys.raw())
    before = content.load(tmp_path).version
    write_pseudo(tmp_path, code)
    library = content.load(tmp_path)
    assert library.languages[code].direction == direction
    assert library.version == before
    texts = zip(library.words["en"].values(), library.words[code].values(), strict=True)
    assert all(before != after for before, after in texts)


def test_pseudo_words_are_longer_or_mirrored_and_keep_names_in_braces() -> None:
    text = "How is {group} going these days, and who would know of it?"
    assert 1.35 < len(longer(text)) / len(text) < 1.45
    assert "{group}" in longer(text)
    assert "{group}" in mirrored(text)
    assert any("\u0590" < letter < "\u05ff" for letter in mirrored(text))


def _differences(one: Any, other: Any) -> Any:
    if isinstance(one, dict):
        assert one.keys() == other.keys()
        yield from (pair for key in one for pair in _differences(one[key], other[key]))
    elif isinstance(one, list):
        yield from (p for a, b in zip(one, other, strict=True) for p in _differences(a, b))
    elif one != other:
        yield one, other


def _said(raw: toys.Raw) -> set[str]:
    name = raw["id"] if raw["id"] != "toy" else "roles"
    texts = content.texts(name, raw).values()
    return {word for words in texts for word in (words if isinstance(words, list) else [words])}
