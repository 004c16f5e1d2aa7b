"""In which language a page begins, where nobody has asked for one in the address."""

import shutil
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esteem_match import content, resources
from esteem_match.models import Library
from esteem_match.ui import words
from esteem_match.web.language import best
from esteem_match.web.shell import first
from tests.conftest import SHIPPED
from tests.pseudo import write_pseudo
from tests.test_first_words import asked
from tests.test_server import OURS, ask

KNOWN = ("en", "cy", "pt-BR", "he-XB")


@pytest.mark.parametrize(
    ("accepted", "found"),
    [
        ("cy", "cy"),
        ("cy-GB", "cy"),
        ("CY-gb,en;q=0.5", "cy"),
        ("en-GB,cy;q=0.9", "en"),
        ("fr,de;q=0.9,cy;q=0.4,en;q=0.3", "cy"),
        ("en;q=0.3, cy ; q=0.8", "cy"),
        ("cy;q=0,en", "en"),
        ("pt-PT,pt;q=0.9,en;q=0.8", "pt-BR"),
        ("he-IL,he;q=0.9", "he-XB"),
        ("cyx", None),
        ("fr", None),
        ("*", None),
        ("", None),
        (";;,q=1,cy;q=x,=", None),
        ("x" * 70_000, None),
        ("fr," * 20_000 + "cy", None),
    ],
)
def test_a_browsers_language_is_taken_where_a_translation_is_there(
    accepted: str, found: str | None
) -> None:
    assert best(accepted, KNOWN) == found


@given(st.text(max_size=200))
def test_whatever_a_browser_sends_finds_a_language_that_is_there_or_none(accepted: str) -> None:
    assert best(accepted, KNOWN) in {*KNOWN, None}


@given(st.lists(st.sampled_from(["fr", "de-CH", "en", "en-GB", "*"]), max_size=4))
def test_without_a_translation_all_browsers_see_the_base(tags: list[str]) -> None:
    assert (best(",".join(tags), ["en"]) or "en") == "en"


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The content that is shipped, with a second language."""
    folder = tmp_path_factory.mktemp("translated") / "questionnaires"
    shutil.copytree(SHIPPED, folder)
    write_pseudo(folder, "cy")
    return content.load(folder)


@pytest.fixture
def two(own_store: None, translated: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server of two languages."""
    del own_store
    monkeypatch.setattr(resources, "library", lambda: translated)
    first._page.cache_clear()
    yield
    first._page.cache_clear()


def sent(query: str = "", cookie: str = "", accepted: str = "") -> str:
    """In which language the first words are sent."""
    return first.speaks(asked("/", query, cookie, accepted))


@pytest.mark.usefixtures("two")
def test_the_address_counts_more_than_a_choice_and_that_more_than_the_browser() -> None:
    assert sent() == "en"
    assert sent(accepted="cy-GB,en;q=0.9") == "cy"
    assert sent(cookie="esteem_language=en", accepted="cy") == "en"
    assert sent("lang=cy", "esteem_language=en", "en") == "cy"
    assert sent("lang=tlh", "esteem_language=cy", "en") == "cy"
    assert sent(cookie="esteem_language=tlh", accepted="cy") == "cy"


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("query", "cookie", "accepted"),
    [
        ("", "", "cy-GB"),
        ("", "cy", "en"),
        ("lang=en", "cy", "cy"),
        ("", "", "fr"),
    ],
)
def test_the_first_words_and_the_page_begin_in_the_same_language(
    query: str, cookie: str, accepted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    state: dict[str, object] = {}
    monkeypatch.setattr(words.state, "get", lambda name, otherwise=None: state.get(name, otherwise))
    monkeypatch.setattr(words.state, "put", state.__setitem__)
    monkeypatch.setattr(words, "_asked", lambda: query.removeprefix("lang="))
    monkeypatch.setattr(words, "chosen_before", lambda: cookie or None)
    monkeypatch.setattr(words, "_accepted", lambda: accepted)
    assert words.settle() == sent(query, cookie and f"esteem_language={cookie}", accepted)


@pytest.mark.usefixtures("two")
def test_a_choice_is_kept_in_a_cookie_that_no_script_reads_and_links_send_along() -> None:
    answer = ask("POST", "/language", json={"language": "cy"}, headers=OURS)
    assert answer.status_code == 204
    name, *more = answer.headers["set-cookie"].split("; ")
    assert name == "esteem_language=cy"
    assert set(more) == {"HttpOnly", "Max-Age=31536000", "Path=/", "SameSite=lax"}


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"language": "tlh"}', b'{"language": ["cy"]}']
)
def test_a_language_that_is_not_there_is_not_kept(body: bytes) -> None:
    answer = ask("POST", "/language", content=body, headers=OURS)
    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers


def test_another_site_chooses_no_language() -> None:
    away = {"origin": "http://example.org"}
    assert ask("POST", "/language", json={"language": "en"}, headers=away).status_code == 403


@pytest.mark.usefixtures("two")
def test_links_of_the_first_words_carry_a_language_only_where_the_address_does() -> None:
    links = [first.page(asked("/", query, accepted="cy")).decode() for query in ("", "lang=en")]
    assert ['href="/?door=group"' in one for one in links] == [True, False]
    assert 'href="/?door=group&amp;lang=en"' in links[1]
