"""A translation is begun and completed by the program, and only filled in by a person."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from esteem_match import content
from esteem_match.content import ContentError
from esteem_match.content.files import read
from esteem_match.content.translations import MOST
from tests import toys
from tests.pseudo import longer

SHIPPED = Path(__file__).resolve().parents[1] / "questionnaires"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return toys.write(tmp_path / "own", toys.raw())


def begin(folder: Path, code: str = "cy") -> str:
    """Begins or completes a translation, as the command does, and gives its text."""
    made = content.skeleton(folder, code)
    made.path.parent.mkdir(exist_ok=True)
    made.path.write_text(made.text, encoding="utf-8", newline="")
    return made.text


def said(folder: Path) -> dict[str, toys.Raw]:
    return {name: content.texts(name, raw) for name, raw in read(folder)[0].items()}


def filled(text: str) -> str:
    """What a translator would do: a made-up text in each empty place, from the comment above it."""
    text = text.replace('name = ""', 'name = "Loud"').replace('direction = ""', 'direction = "ltr"')
    lines, above = list[str](), list[str]()
    for line in text.splitlines():
        if '""' in line:
            word = json.dumps(longer("\n".join(above)), ensure_ascii=False)
            lines.append(line.replace('""', word))
        else:
            lines.append(line)
        above = [*above, line.strip()[2:]] if line.strip().startswith("#") else []
    return "\n".join(lines) + "\n"


def refused(folder: Path, code: str = "cy") -> list[str]:
    with pytest.raises(ContentError) as caught:
        content.skeleton(folder, code)
    return [str(problem) for problem in caught.value.problems]


def problems(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        content.load(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_skeleton_has_every_part_empty_and_its_whole_english_above(folder: Path) -> None:
    text = begin(folder)
    raw = tomllib.loads(text)
    assert raw.pop("language") == {"name": "", "direction": ""}
    assert {name: set(table) for name, table in raw.items()} == {
        name: set(table) for name, table in said(folder).items()
    }
    assert raw["group"]["options.stage"] == ["", "", "", ""]
    assert raw["group"]["g.stage.text"] == ""
    assert '\n# What about g.stage?\n"g.stage.text" = ""\n' in text
    assert '\n"options.stage" = [\n    # New\n    "",\n    # Settled\n    "",\n' in text


def test_no_english_is_cut_short_however_long(folder: Path) -> None:
    files = toys.raw()
    files["examples"]["examples"][0]["story"] = "A line.\n" + "On and on. " * 40 + "The end."
    toys.write(folder, files)
    text = begin(folder)
    assert "\n# A line.\n# On and on. On" in text
    assert 'The end.\n"examples.first.story" = ""\n' in text


def test_signs_that_no_comment_can_hold_do_not_break_the_file(folder: Path) -> None:
    files = toys.raw()
    files["group"]["title"] = "For\x00the\u2028group\r\x7f"
    toys.write(folder, files)
    assert tomllib.loads(begin(folder))["group"]["title"] == ""


def test_a_translation_that_is_only_begun_is_0_percent_done_in_one_line(folder: Path) -> None:
    begin(folder)
    parts = sum(map(len, said(folder).values()))
    direction, name, told = problems(folder)
    assert "language, direction: is ''" in direction
    assert "language, name: is empty" in name
    assert told.endswith(f"is 0 % done: {parts} of {parts} texts are empty. Fill them in.")


def test_of_one_that_is_half_done_the_next_parts_are_named(folder: Path) -> None:
    path, full = folder / "translations" / "cy.toml", filled(begin(folder))
    head, *parts = full.split("\n\n")
    path.write_text("\n\n".join([head, *parts[: len(parts) // 2]]), encoding="utf-8")
    summary, *lines = problems(folder)
    done = re.search(r"is (\d+) % done: (\d+) of (\d+) texts are empty", summary)
    assert done is not None
    percent, empty, every = map(int, done.groups())
    assert percent == 100 * (every - empty) // every
    assert 20 < percent < 80
    assert len(lines) == MOST
    assert all("is missing; the base says" in line for line in lines)


def test_of_one_that_is_nearly_done_each_part_is_named(folder: Path) -> None:
    path, full = folder / "translations" / "cy.toml", filled(begin(folder))
    empty = 'options.stage" = ["", "", "", ""]'
    path.write_text(re.sub(r"options\.stage\" = \[[^]]*\]", empty, full), encoding="utf-8")
    (line,) = problems(folder)
    assert "group, options.stage: is missing; the base says ['New', " in line


def test_a_filled_skeleton_is_a_translation(folder: Path) -> None:
    (folder / "translations" / "cy.toml").write_text(filled(begin(folder)), encoding="utf-8")
    library = content.load(folder)
    assert library.words["cy"]["welcome.title"] == longer("Welcome")
    assert library.contents["cy"].group.options["stage"][0] == longer("New")


def test_a_filled_skeleton_of_the_shipped_content_is_a_translation(tmp_path: Path) -> None:
    for path in SHIPPED.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = filled(begin(tmp_path))
    (tmp_path / "translations" / "cy.toml").write_text(text, encoding="utf-8")
    library = content.load(tmp_path)
    for path, word in library.words["en"].items():
        assert library.words["cy"][path] == longer(word)


def test_completing_adds_what_is_missing_in_its_table_and_touches_nothing(folder: Path) -> None:
    whole = filled(begin(folder))
    lines = whole.splitlines()
    out = re.compile(r'"(g.stage.text|roles.aa.name)"|name ')
    kept = [line for line in lines if not out.match(line)]
    kept.insert(3, "# A word of the translator's own. ")
    (folder / "translations" / "cy.toml").write_text("\n".join(kept) + "\n\n\n")
    made = content.skeleton(folder, "cy")
    raw, before = tomllib.loads(made.text), tomllib.loads("\n".join(kept))
    assert made.added == 3
    assert (raw["group"].pop("g.stage.text"), raw["roles"].pop("roles.aa.name")) == ("", "")
    assert raw["language"].pop("name") == ""
    assert raw == before
    rest = iter(made.text.splitlines())
    assert all(line in rest for line in kept)


def test_a_direction_that_goes_without_saying_is_not_asked_for(folder: Path) -> None:
    whole = filled(begin(folder)).replace('direction = "ltr"\n', "")
    (folder / "translations" / "cy.toml").write_text(whole, encoding="utf-8")
    assert content.load(folder).languages["cy"].direction == "ltr"
    assert content.skeleton(folder, "cy").added == 0


def test_a_table_that_is_missing_is_added(folder: Path) -> None:
    whole = filled(begin(folder))
    (folder / "translations" / "cy.toml").write_text(whole[: whole.index("[interface]")])
    made = tomllib.loads(begin(folder))
    assert set(made["interface"].values()) == {""}
    assert "" not in made["roles"].values()


def test_what_is_complete_stays_as_it_is_to_the_byte(folder: Path) -> None:
    whole = "\ufeff" + filled(begin(folder)).replace("\n", "\r\n")
    (folder / "translations" / "cy.toml").write_bytes(whole.encode())
    made = content.skeleton(folder, "cy")
    assert (made.text, made.added) == (whole, 0)


def test_completing_keeps_the_way_in_which_lines_end(folder: Path) -> None:
    path = folder / "translations" / "cy.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes("\ufeff[group]\r\n".encode())
    text = begin(folder)
    assert text.startswith("\ufeff[group]\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert "is 0 % done: " in problems(folder)[-1]


@pytest.mark.parametrize(
    "text",
    [
        'group = {"g.stage.text" = "x"}\n',
        'group."g.stage.text" = "x"\n',
        '[language]\nname = """\n[group]\n"""\n[group]\n',
        "[[group]]\n",
        "group = 3\n",
    ],
)
def test_a_file_that_cannot_be_completed_without_touching_it_is_refused(
    text: str, folder: Path
) -> None:
    (folder / "translations" / "cy.toml").write_text(text)
    (found,) = refused(folder)
    assert found.startswith("translations/cy.toml, ")
    assert "can't be added to as it stands" in found
    assert (folder / "translations" / "cy.toml").read_text() == text


def test_a_file_that_is_no_toml_is_refused_with_its_line(folder: Path) -> None:
    (folder / "translations" / "cy.toml").write_text("[group\n")
    assert "line 1" in refused(folder)[0]


def test_only_a_sound_base_can_be_translated_whatever_other_languages_say(folder: Path) -> None:
    (folder / "translations" / "pl.toml").write_text("[group\n")
    begin(folder)
    files = toys.raw()
    toys.item(files, "g.stage")["options"] = "nowhere"
    toys.write(folder, files)
    assert "nowhere" in refused(folder)[0]


@pytest.mark.parametrize("code", ["Polski", "e", "en", "../x", ""])
def test_a_name_that_is_no_code_of_another_language_is_refused(code: str, folder: Path) -> None:
    assert "is not the code of another language" in refused(folder, code)[0]
