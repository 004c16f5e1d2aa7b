"""Who runs an installation is told wherever people need to know it, and never made up."""

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from esteem_match import content, resources
from esteem_match.content import ContentError, load_site
from esteem_match.documents import joint_document, letter_document
from esteem_match.documents.handouts.notice import Keeping, notice_document
from esteem_match.documents.phrases import View
from esteem_match.models import Site
from esteem_match.render import text
from esteem_match.words import Words
from tests.live import ROOT
from tests.papers import DAY
from tests.test_cli import run
from tests.test_pages import open_page, shown, word

EXAMPLE = ROOT / "deploy" / "site.example.toml"
LIBRARY = content.load(ROOT / "questionnaires")
BASE = LIBRARY.contents[LIBRARY.base]
ROLES = [role.id for role in BASE.model.roles]
MARKUP = "<b>*Us*</b>"


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a site.toml in its place, for the program and its commands."""

    def write(text: str) -> Path:
        path = tmp_path / "site.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("ESTEEM_SITE", str(path))
        resources._site.cache_clear()
        return path

    return write


@pytest.fixture(autouse=True)
def _read_anew() -> object:
    yield
    resources._site.cache_clear()


def example() -> Site:
    return load_site(EXAMPLE, ROLES)


def test_the_example_can_be_read_and_names_what_there_is_to_name() -> None:
    site = example()
    assert site.host
    assert site.danger
    assert set(site.places) == set(ROLES)


def test_where_there_is_no_file_nobody_is_named_and_a_named_one_that_is_away_is_told(
    tmp_path: Path,
) -> None:
    assert load_site(tmp_path / "site.toml", ROLES) == Site()
    with pytest.raises(ContentError, match="can't be read"):
        load_site(tmp_path / "site.toml", ROLES, named=True)


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("[host", "not TOML"),
        ('[host]\nname = "Us"', "contact: is missing"),
        ('[host]\nname = ""\ncontact = "a"\nresponsible = "b"\ncomplaints = "c"', "is empty"),
        ('[places]\nfacilitatr = ["x"]', "Perhaps 'facilitator' is meant"),
        ('[hots]\nname = "Us"', "hots"),
        ('danger = "call"', "is not a list"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    bad: str, told: str, named: Callable[[str], Path]
) -> None:
    path = named(bad)
    with pytest.raises(ContentError, match=told):
        load_site(path, ROLES)
    checked = run("check")
    assert checked.exit_code == 1
    assert told in checked.stderr


def test_check_says_who_runs_it_and_what_nobody_has_said(named: Callable[[str], Path]) -> None:
    assert "so it runs for trial" in run("check").stdout
    named(EXAMPLE.read_text(encoding="utf-8"))
    checked = run("check").stdout
    assert "Countyshire" in checked
    assert "none for facilitator, co-educator" in checked


@pytest.mark.usefixtures("own_pages")
@pytest.mark.parametrize("page", ["welcome", "about"])
def test_the_first_pages_say_who_runs_it_or_that_it_runs_for_trial(
    page: str, named: Callable[[str], Path]
) -> None:
    assert word("site.trial") in shown(open_page(page, None))
    named(
        EXAMPLE.read_text(encoding="utf-8").replace('Countyshire Voluntary Action"', f'{MARKUP}"')
    )
    now = shown(open_page(page, None))
    assert word("site.trial") not in now
    assert "01234 567890" in now
    assert MARKUP not in now


@pytest.mark.usefixtures("own_pages")
def test_the_consent_names_who_is_responsible_and_where_to_complain(
    named: Callable[[str], Path],
) -> None:
    named(EXAMPLE.read_text(encoding="utf-8"))
    asked = shown(open_page("welcome", None, door="group"))
    assert "dpo@" in asked
    assert "ico" in asked


def view(**more: object) -> View:
    case = next(one for one in LIBRARY.examples[LIBRARY.base] if one.made_up)
    words = Words(LIBRARY.words[LIBRARY.base], LIBRARY.base)
    return View(BASE, case.group, case.practitioner, words, **more)  # type: ignore[arg-type]


def test_a_letter_says_where_it_was_made_and_nothing_of_it_where_nobody_is_named() -> None:
    made, unnamed = (
        letter_document(view(side="group", site=one), DAY) for one in (example(), Site())
    )
    assert "Countyshire" in " ".join(made.foot)
    assert word("site.trial") not in " ".join(unnamed.foot)


def test_where_somebody_else_is_needed_places_nearby_are_named() -> None:
    case = next(one for one in LIBRARY.examples[LIBRARY.base] if one.made_up)
    no = [item for item in BASE.practitioner.items() if item.kind == "veto" and item.role]
    refuses = {**case.practitioner, **{item.id: 1 for item in no}}
    words = Words(LIBRARY.words[LIBRARY.base], LIBRARY.base)
    site = Site(places={role: (f"The place for {role}",) for role in ROLES})
    pair = View(BASE, case.group, refuses, words, site=site)
    needed = [fit.role for fit in pair.fits if pair.position(fit).elsewhere]
    shown_text = text(joint_document(pair, DAY))
    assert needed
    assert {role for role in ROLES if f"The place for {role}" in shown_text} == set(needed)


KEEPING = Keeping(days=21, longer=200, room=300, least=5)


def notice(site: Site, keeping: Keeping = KEEPING) -> str:
    return text(notice_document(Words(LIBRARY.words["en"], "en", "ltr"), site, keeping, DAY))


def test_the_privacy_notice_is_made_from_who_runs_it_and_from_its_settings() -> None:
    site, told = example(), notice(example())
    assert site.host is not None
    for line in (site.host.name, site.host.contact, site.host.responsible, site.host.complaints):
        assert line in told
    for number in ("21 days", "200 days", "300 days", "5 members"):
        assert number in told
    assert "200" not in notice(site, KEEPING.model_copy(update={"longer": 0}))


def test_a_trial_copy_s_notice_says_so_and_names_nobody() -> None:
    assert notice(Site()).count(word("site.trial")) == 1


@pytest.mark.usefixtures("own_pages")
def test_the_notice_is_read_and_taken_along_on_the_page_about() -> None:
    app = open_page("about")
    assert word("notice.why_basis") in unescape(shown(app))
    (offered,) = [one for one in app.expander if one.label == word("notice.open")]
    assert len(offered.get("download_button")) == 3
