"""The README's recipes, followed to the letter in a copy of the shipped content."""

import re
import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from esteem_match import content
from esteem_match.content import ContentError
from esteem_match.models import Advice, Agreement, Leadership, Noun, Role, Source, Tension

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RECIPES = README[README.index("\n## Recipes\n") : README.index("\n## Decisions\n")]
BLOCKS = [textwrap.dedent(block) for block in re.findall(r"(?:\n {4,}\S.*|\n)+", RECIPES)]
ROLES = ("rb", "cb", "fa", "bb", "ce")
OURS = 'source = ["OURS"]\n'

Edit = Callable[[str], str]


class Trial:
    """A copy of the shipped folder, changed as a newcomer would change it."""

    def __init__(self, folder: Path) -> None:
        self.folder = shutil.copytree(ROOT / "questionnaires", folder)

    def edit(self, name: str, change: Edit) -> None:
        path = self.folder / f"{name}.toml"
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    def problems(self) -> list[str]:
        with pytest.raises(ContentError) as caught:
            content.load(self.folder)
        return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return Trial(tmp_path / "trial")


def block(start: str) -> str:
    """The one block of the recipes that holds this line."""
    (found,) = (block.strip("\n") + "\n" for block in BLOCKS if start in block)
    return found


def part(text: str, start: str) -> str:
    """From a line to the next empty one."""
    at = text.index(start)
    return text[at : text.find("\n\n", at)] + "\n"


def below(item: str, new: str) -> Edit:
    def change(text: str) -> str:
        here = text.index("\n\n", text.index(f'id = "{item}"'))
        return f"{text[:here]}\n\n{new}{text[here:]}"

    return change


def above(item: str, new: str) -> Edit:
    line = f'[[sections.items]]\nid = "{item}"'
    return lambda text: text.replace(line, f"{new}\n{line}")


def answers(text: str) -> str:
    (line,) = re.findall(r"`(online = \[.*?\])`", RECIPES)
    return text.replace("[options]\n", f"[options]\n{line}\n", 1)


def fact(name: str = "g.online") -> str:
    return block('id = "g.online"').replace("g.online", name)


def test_a_fact_is_added_by_its_recipe(trial: Trial) -> None:
    trial.edit("group", below("g.national", fact()))
    assert "'online' is no option list" in trial.problems()[0]
    trial.edit("group", answers)
    (when,) = re.findall(r"`(when = \{.*?\})`", RECIPES)
    trial.edit("group", below("g.online", fact("g.more").replace(OURS, f"{when}\n{OURS}")))
    asked = content.item_index(content.load(trial.folder).contents["en"])
    assert asked["g.online"].options == "online"
    assert asked["g.more"].when is not None


def test_a_checklist_is_added_by_its_recipe(trial: Trial) -> None:
    said = block('id = "g.place"')
    assert said.count('asked_with = "g.place"') == 2

    def once(text: str, table: str, line: str) -> str:
        known = re.search(rf"^{line.split()[0]} =", text, re.MULTILINE)
        return text if known else text.replace(f"[{table}]\n", f"[{table}]\n{line}\n", 1)

    def change(text: str) -> str:
        pace = once(text, "pace", "checklist = 20")
        return below("g.national", said)(once(pace, "options", 'yes = ["No", "Yes"]'))

    trial.edit("group", change)
    base = content.load(trial.folder).contents["en"]
    found = [one for one in base.group.questions() if one.id == "g.place"]
    assert [len(one.items) for one in found] == [2]


def test_a_full_section_is_split_by_its_recipe(trial: Trial) -> None:
    trial.edit("group", answers)
    trial.edit("group", below("g.rb.tasks", fact()))
    assert "Split the section" in trial.problems()[0]
    trial.edit("group", above("g.rb.tasks", block('id = "place-help"')))
    sections = {s.id: s for s in content.load(trial.folder).contents["en"].group.sections}
    assert [len(sections[name].items) for name in ("place", "place-help")] == [3, 4]


LAST_NEED = {"rb": "tasks", "cb": "learn", "fa": "upset", "bb": "heard", "ce": "teach"}
FULL = {"place": "g.rb.tasks", "knowing": "g.ce.wish1"}


def test_a_question_that_counts_is_added_by_its_recipe(trial: Trial) -> None:
    mirror = block('id = "p.see.rb.heating"')
    trial.edit("group", lambda text: _fourth_need(text, "rb"))
    trial.edit("group", above(FULL["place"], _half("place")))
    assert any("other roles have 3" in line for line in trial.problems())
    for short in ROLES[1:]:
        trial.edit("group", lambda text, short=short: _fourth_need(text, short))
    assert "knowing" in next(line for line in trial.problems() if "Split the section" in line)
    trial.edit("group", above(FULL["knowing"], _half("knowing")))
    told = zip(ROLES, trial.problems(), strict=True)
    assert all(f'mirrors = "g.{short}.heating"' in line for short, line in told)
    for short in ROLES:
        new = mirror.replace(".rb.", f".{short}.")
        trial.edit("practitioner", below(f"p.see.{short}.{LAST_NEED[short]}", new))
    asked = content.load(trial.folder).contents["en"].group.items()
    assert sum(item.key == "need" for item in asked) == 4 * len(ROLES)


def _fourth_need(text: str, short: str) -> str:
    last = f"g.{short}.{LAST_NEED[short]}"
    item = part(text, f'[[sections.items]]\nid = "{last}"').replace(last, f"g.{short}.heating")
    return below(last, item)(text)


def _half(name: str) -> str:
    return block('id = "place-help"').replace("place-help", f"{name}-help")


# What the table of the recipes says that each kind of rule needs, with words for it.
RULES = {
    "tensions": (Tension, "ending"),
    "advice": (Advice, "nothing-now"),
    "agreement": (Agreement, "leaving"),
    "leadership": (Leadership, "branch"),
}
WORDS = '"Words."'
VALUES = {
    "to": '["group"]',
    "source": '["OURS"]',
    "signs": '[[{ item = "g.stage", at_least = 6 }]]',
    "first_steps": '["Ask."]',
    "take_care": '["Do not push."]',
    "area": '"connections"',
}


@pytest.mark.parametrize("kind", RULES)
def test_a_rule_is_added_with_the_fields_that_its_recipe_names(kind: str, trial: Trial) -> None:
    noun, beside = RULES[kind]
    (named,) = re.findall(rf"\| `\[\[{kind}\]\]` \| `([a-z_ ]+)`", RECIPES)
    assert set(named.split()) == _needed(noun)
    (measures,) = re.findall(r"\n?like `(\{ wish = .*\})`", RECIPES)
    (fact,) = re.findall(r"`(\{ item = \"g.stage\", at_least = 6 \})`", RECIPES)
    when = f"facts = [{fact}]\nmeasures = {measures}\n" if kind == "tensions" else ""
    trial.edit("roles", below(beside, f"[[{kind}]]\n{_fields(named, 'new-one')}{when}"))
    model = content.load(trial.folder).contents["en"].model
    assert "new-one" in {one.id for one in getattr(model, kind)}


def test_a_source_is_added_by_its_recipe(trial: Trial) -> None:
    assert _needed(Source) == {"text"}
    trial.edit("roles", lambda text: f'{text}\n[sources.NEW]\ntext = "A book"\n')
    assert "is cited by nothing" in trial.problems()[0]
    trial.edit("roles", lambda text: text.replace('["KM11", "OURS"]', '["NEW"]', 1))
    assert "NEW" in content.load(trial.folder).contents["en"].model.sources


def test_a_line_is_moved_in_its_place(trial: Trial) -> None:
    trial.edit("roles", lambda text: text.replace('possible = "3/8"', 'possible = "1/4"'))
    assert content.load(trial.folder).contents["en"].model.lines.possible.denominator == 4


def test_a_whole_role_is_added_by_its_recipe(trial: Trial) -> None:
    (named,) = re.findall(r"`\[\[roles\]\]` with `([a-z_ \n]+)`", RECIPES)
    assert set(named.split()) == _needed(Role)
    new = f"[[roles]]\n{_fields(named, 'companion')}"
    trial.edit("roles", below("co-educator", new))
    trial.edit("group", lambda text: _copied(text, "sharing"))
    trial.edit("practitioner", lambda text: _copied(text, "see-sharing"))
    trial.edit("group", _doubled("g.cb.no"))
    assert any("'companion' has 0 vetoes" in line for line in trial.problems())
    for own in ("no", "time", "want1", "skills", "authority", "want2"):
        trial.edit("practitioner", _doubled(f"p.cb.{own}"))
    assert sum("is answered in part" in line for line in trial.problems()) == 3
    trial.edit(
        "examples", lambda text: re.sub(r'("[gp]\.)cb(\.no" = )0', r"\g<0>\n\1co\g<2>0", text)
    )
    (full,) = trial.problems()
    assert "sections.offer" in full
    trial.edit("practitioner", above("p.fa.time", _half("offer")))
    assert len(content.load(trial.folder).contents["en"].model.roles) == 6


def _doubled(item: str) -> Edit:
    start = f'[[sections.items]]\nid = "{item}"'
    return lambda text: below(item, _renamed(part(text, start)))(text)


def _copied(text: str, section: str) -> str:
    at = text.index(f'[[sections]]\nid = "{section}"')
    end = text.index("[[sections]]", at + 1)
    return text[:end] + _renamed(text[at:end]).replace("sharing", "company", 1) + text[end:]


def _renamed(text: str) -> str:
    for before, after in (
        (".cb.", ".co."),
        ("capacity-builder", "companion"),
        ("nurturing", "connections"),
    ):
        text = text.replace(before, after)
    return text


def _needed(noun: type[Noun]) -> set[str]:
    return {name for name, field in noun.model_fields.items() if field.is_required()}


def _fields(named: str, name: str) -> str:
    lines = [f"{field} = {VALUES.get(field, WORDS)}" for field in named.split() if field != "id"]
    return "\n".join([f'id = "{name}"', *lines]) + "\n"


def test_the_words_that_count_the_roles_are_where_the_recipe_says() -> None:
    words = content.load(ROOT / "questionnaires").words["en"]
    counting = [path for path, word in words.items() if "five roles" in word.lower()]
    assert len([path for path in counting if path != "about.study"]) == 3
