"""The borders of the house: who may import whom, and what may stand where."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from esteem_match.store import StoreError

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "esteem_match"
OURS = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"])

ONLY = {
    "streamlit": ("ui/", "navigation.py", "web/", "pages/", "app.py"),
    "sqlalchemy": ("store/",),
    "alembic": ("store/",),
    "plotly": ("render/figures/",),
    "cryptography": ("store/",),
    "typst": ("render/",),
    "docx": ("render/",),
    "fontTools": ("render/",),
    "icalendar": ("diary.py",),
    "openpyxl": ("interchange/", "cli/answers/workbook.py", "render/"),
    "typer": ("__main__.py", "cli/", "web/life.py"),
}
MAY_IMPORT = {
    "models": set(),
    "content": {"models", "texts"},
    "texts": set(),
    "journey": {"models", "content", "texts"},
    "codes": set(),
    "store": {"models", "codes"},
    "scoring": {"models", "journey"},
    "batch": {"models", "scoring"},
    "explain": {"models", "content", "journey", "scoring", "batch"},
    "workshop": {"models", "journey", "scoring", "explain"},
    "words": {"models"},
    "documents": {"models", "content", "scoring", "explain", "workshop", "words", "texts"},
    "render": {"models", "documents", "texts"},
    "paper": {"models", "journey", "scoring", "documents", "words"},
    "export": {"models", "journey", "texts"},
    "interchange": {"models"},
    "diary": set(),
    "service": {"models", "content", "journey", "workshop", "codes", "store", "export", "texts"},
    "resources": {"models", "content", "store"},
}
LONGEST_MODULE, LONGEST_FUNCTION = 250, 31  # lines, with what a docstring says
FULLEST_FOLDER = 13  # modules


def room(path: Path) -> str:
    return path.relative_to(ROOT).as_posix().removeprefix("esteem_match/")


@cache
def imported(path: Path) -> frozenset[str]:
    return frozenset(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("library", sorted(ONLY))
def test_a_library_is_imported_only_in_its_room(library: str) -> None:
    outside = [
        room(path)
        for path in OURS
        if any(name.split(".")[0] == library for name in imported(path))
        and not room(path).startswith(ONLY[library])
    ]
    assert not outside


@pytest.mark.parametrize("name", sorted(MAY_IMPORT))
def test_a_pure_room_imports_only_what_the_table_of_the_house_allows(name: str) -> None:
    files = [p for p in OURS if room(p) == f"{name}.py" or room(p).startswith(f"{name}/")]
    assert files, f"the room {name} is gone: mend the table"
    used = {
        module.split(".")[1]
        for path in files
        for module in imported(path)
        if module.startswith("esteem_match.") and module.count(".") >= 1
    }
    assert used - {name} <= MAY_IMPORT[name]


# Where there is no use case: what a route or a task asks for its own sake.
MAY_CATCH = {
    "web/life.py",  # tells whoever starts the server
    "web/live/long_poll.py",  # a wrong code waits here, and is no fault of anything that was done
    "web/live/watch.py",  # asks again
    "web/shell/first.py",  # a first page without words
}
FAULTS = {"ArchiveError", "BadAnswer", "BadCode", "BadFile", "StoreError"}
FAULTS |= {one.__name__ for one in StoreError.__subclasses__()}


def test_what_fails_is_caught_as_a_failure_in_pages_and_routes() -> None:
    """What store, content and codes raise has its code in service/failure.py, nowhere else."""
    shown = [path for path in OURS if room(path).startswith(("ui/", "web/", "pages/"))]
    caught = {room(path) for path in shown if not FAULTS.isdisjoint(_caught(path))}
    assert caught == MAY_CATCH


def _caught(path: Path) -> Iterator[str]:
    """The names of what is caught, or suppressed, in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler) and node.type:
            yield from _names(node.type)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "suppress":
            yield from (name for kind in node.args for name in _names(kind))


def _names(node: ast.AST) -> Iterator[str]:
    yield from (getattr(one, "attr", getattr(one, "id", "")) for one in ast.walk(node))


def test_what_day_and_time_it_is_is_asked_in_one_place_only() -> None:
    """A wrong clock then does one kind of harm; whatever lasts is measured by time.monotonic."""
    asking = re.compile(r"\b(date|datetime|time)\.(today|now|utcnow|time|localtime|gmtime)\(")
    holders = [room(path) for path in OURS if asking.search(_code_without_docstrings(path))]
    assert holders == ["store/start.py"]
    assert not [room(p) for p in OURS if "from time import" in p.read_text(encoding="utf-8")]


def test_session_state_is_touched_in_one_file_only() -> None:
    holders = [room(p) for p in OURS if "session_state" in _code_without_docstrings(p)]
    assert holders == ["ui/state.py"]


@cache
def _code_without_docstrings(path: Path) -> str:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [ast.Pass() if _only_says(one) else one for one in body]  # type: ignore[attr-defined]
    return ast.unparse(tree)


def _only_says(node: ast.AST) -> bool:
    """A text that stands alone does nothing: it is a docstring, of whatever is around or above."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


READ = ("pages/", "ui/", "documents/", "render/", "paper/", "interchange/", "diary.py")
READ += ("navigation.py",)


def test_no_text_that_people_read_stands_in_python() -> None:
    """A sentence has two words of letters in a row; styles, markup and patterns do not read so."""
    sentence = re.compile(r"^[A-Z][a-z]+ [a-z]+ [a-z]+")
    shown = [p for p in OURS if room(p).startswith(READ)]
    found = [
        (room(path), node.value)
        for path in shown
        for node in ast.walk(ast.parse(_code_without_docstrings(path)))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and sentence.match(node.value)
    ]
    assert not found


def test_user_text_can_become_markup_nowhere() -> None:
    """Markdown goes through md() in ui; nobody switches Streamlit's own guard off."""
    assert not [room(p) for p in OURS if "unsafe_allow" in p.read_text(encoding="utf-8")]
    direct = re.compile(r"st\.(markdown|write|caption|info|error|warning|success|title|header)\(")
    assert not [
        room(p) for p in (ROOT / "pages").glob("*.py") if direct.search(p.read_text("utf-8"))
    ]


def test_pages_stay_short() -> None:
    too_long = {
        p.name: n
        for p in (ROOT / "pages").glob("*.py")
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 80
    }
    assert not too_long


def test_no_module_outgrows_its_room() -> None:
    too_long = {
        room(p): n
        for p in OURS
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not too_long


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = {
        (room(path), one.name): n
        for path in OURS
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        and (n := (one.end_lineno or 0) - one.lineno + 1) > LONGEST_FUNCTION
    }
    assert not too_long


def test_no_folder_holds_more_modules_than_a_newcomer_looks_through() -> None:
    """Revisions of the database come one by one, and are read in their order."""
    counts = Counter(
        p.parent for p in OURS if p.name != "__init__.py" and "versions" not in p.parts
    )
    assert not {room(folder): n for folder, n in counts.items() if n > FULLEST_FOLDER}


def test_every_word_that_the_screens_ask_for_is_in_the_interface_file() -> None:
    asked = {name for name in _asked_anywhere() if "{" not in name}
    assert asked, "no call of t() was found: this test would hold nothing"
    assert asked <= _words()


def test_every_word_in_the_interface_file_is_used() -> None:
    asked = _asked_anywhere()
    patterns = [re.sub(r"\{\}", "[a-z_0-9]+", name.replace(".", r"\.")) for name in asked]
    used = re.compile("|".join(patterns))
    unused = {word for word in _words() if not used.fullmatch(word)}
    assert not unused


def _asked_anywhere() -> set[str]:
    """What the code asks for, and our templates: there, what is put in stands behind a ~."""
    templates = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("templates/*.html"))
    calls = [call for text in templates for call in re.findall(r"words\.t\(([^,)]*)", text)]
    in_templates = {re.sub(r'" ~ \w+(?: ~ ")?', "{}", call).strip('"') for call in calls}
    return in_templates | {name for path in OURS for name in _asked(path)}


@cache
def _words() -> set[str]:
    tables = tomllib.loads((ROOT / "questionnaires/interface.toml").read_text(encoding="utf-8"))
    return {word for word in _flat(tables) if not word.startswith("language.")}


def _flat(table: dict[str, object], prefix: str = "") -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def _asked(path: Path) -> Iterator[str]:
    """What t() is called with, in every branch; a part only known at run time reads {}."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        called = getattr(node, "func", None)
        name = getattr(called, "id", None) or getattr(called, "attr", None)
        if isinstance(node, ast.Call) and name in ("t", "_word", "telling") and node.args:
            yield from _texts(node.args[0])
            cases = node.keywords if name == "telling" else []
            yield from (text for case in cases for text in _texts(case.value))
        elif isinstance(node, ast.Dict):
            yield from (text for value in node.values for text in _texts(value) if _is_word(text))


def _is_word(text: str) -> bool:
    return text in _words()


def _texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
    elif isinstance(node, ast.Constant) and node.value is not None:
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (text for branch in (node.body, node.orelse) for text in _texts(branch))
    elif isinstance(node, ast.Subscript | ast.Call | ast.Name):
        yield from ()


RETIRED = {
    "told": "a name of what is told: answered, passages, note_parted",
    "said": "the same: answer, option, own_voice",
    "given": "the same: token, answers_of",
    "leaf": "participant status",
    "stage": "status",
    "early": "before_result",
    "beat": "revision (the column of the database keeps its name)",
    "parcel": "backup_file",
    "keepsake": "export",
    "pulse": "live, news",
    "pass": "token",
    "way": "link, button",
}
RETIRED_VALUES = {
    **RETIRED,
    "door": "open_round, join_code (the column of the database keeps its name)",
    "sign": "character, number_of",
    "square": "qr, squared",
}
FORMAT_FIELDS = {"signs"}  # names of roles.toml, which its authors write
NOT_YET = {"documents/", "render/figures/", "ui/", "web/", "workshop/"}
"""Rooms whose variables still have retired names. Take a room out once it is clean; add none."""
MAY_STAY = {
    *("under_way", "_under_way"),  # English, and no link
    *("too_early", "_too_early", "closed_early"),  # of a moment, and no participant's status
    "pass_on",  # what somebody does with a share code
}


def test_no_name_is_one_of_the_retired_words() -> None:
    """Names of files, functions and classes."""
    names = {
        (room(path), name)
        for path in OURS
        for name in (path.stem, *_defined(path))
        if name not in MAY_STAY and RETIRED.keys() & set(_words_of(name))
    }
    assert not names


def _defined(path: Path) -> Iterator[str]:
    for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield one.name


def test_no_variable_is_one_of_the_retired_words_outside_the_rooms_that_are_left() -> None:
    named = {(room(path), name) for path in OURS for name in _retired_values(path)}
    left = {one for one in NOT_YET if any(file.startswith(one) for file, _ in named)}
    assert not {(file, name) for file, name in named if not file.startswith(tuple(NOT_YET))}
    assert left == NOT_YET, f"now clean, so take it out of NOT_YET: {NOT_YET - left}"


def _retired_values(path: Path) -> Iterator[str]:
    for name in _assigned(ast.parse(path.read_text(encoding="utf-8"))):
        if name not in FORMAT_FIELDS | MAY_STAY and RETIRED_VALUES.keys() & set(_words_of(name)):
            yield name


def _assigned(tree: ast.AST) -> Iterator[str]:
    """The names of variables, fields, parameters and attributes."""
    for one in ast.walk(tree):
        if isinstance(one, ast.arg):
            yield one.arg
        elif isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
            yield one.id
        elif isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store):
            yield one.attr


def _words_of(name: str) -> list[str]:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_")
    return [word.removesuffix("s") if word not in RETIRED else word for word in words]
