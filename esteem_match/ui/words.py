"""The words on the screen: in the language chosen, with names put in, and never as markup."""

import html
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import streamlit as st

from esteem_match import resources
from esteem_match.service.rules import Rules
from esteem_match.ui import state
from esteem_match.web.language import COOKIE, spoken
from esteem_match.words import Words

_MEANING = re.compile(r"[\\`*_\[\]<>~$&|{}^@:\n#+=-]|(\d|^)[.)]|www\.", re.IGNORECASE)
_SIGNS = re.compile(r"([\\`*_\[\]<>~$&|{}^])")
_LINE_STARTS = re.compile(r"(?m)^([ \t]*\d*)([-+#=.)])")
_JOINER = "\u2060"


def languages() -> Mapping[str, str]:
    """Language codes and each language's own name for itself."""
    return {code: known.name for code, known in resources.library().languages.items()}


def language() -> str:
    """The language in use, as it was settled when this run began: every word asks for it."""
    return str(state.get("speaks") or settle())


def settle() -> str:
    """Settles a run's language: of the address, of the tab, chosen before, or the browser's."""
    said = (_asked(), state.get("language"), chosen_before())
    code = spoken(resources.library(), said, _accepted())
    state.put("speaks", code)
    return code


def _asked() -> str | None:
    """The language that the address asks for."""
    return st.query_params.get("lang")


def chosen_before() -> str | None:
    """The language that this browser kept, as it stood when its connection was made."""
    return st.context.cookies.get(COOKIE)


def chosen() -> str:
    """The language chosen in this tab, where there is a choice; an empty text where none was."""
    return str(state.get("language") or "") if len(languages()) > 1 else ""


def _accepted() -> str:
    """Those that the browser would take; some say it to the page alone, and not to the server."""
    return st.context.headers.get("Accept-Language") or st.context.locale or ""


def browsers_own() -> str:
    """The language in which this browser would begin, had nobody chosen one."""
    return spoken(resources.library(), (), _accepted())


def direction() -> Literal["ltr", "rtl"]:
    return resources.library().languages[language()].direction


def choose_language(code: str) -> None:
    state.put("language", code)
    settle()


def rules() -> Rules:
    """The questions and rules, in the language in use."""
    return Rules(resources.library(), resources.content_of, language())


def t(path: str, /, **names: str | int) -> str:
    """The screen's words under `path` in interface.toml, with names put in."""
    return put_in(_word(path), **names)


def _word(path: str) -> str:
    return resources.library().words[language()][path]


def put_in(text: str, /, **names: str | int) -> str:
    """Puts in {group} and the given names, by plain replacement: no text reaches further."""
    return words().put_in(text, **names) if "{" in text else text


def words() -> Words:
    """The words of this screen's language, for who looks at it now."""
    return Words(
        resources.library().words[language()],
        language(),
        direction(),
        group=str(state.get("name") or ""),
        side=state.get("side", "practitioner"),
    )


def words_in(asked: object) -> Words:
    """The words in a language that a page says it was drawn in, where no run of it is under way.

    In the base language, where there is no such one.
    """
    library = resources.library()
    code = asked if isinstance(asked, str) and asked in library.languages else library.base
    return Words(library.words[code], code, library.languages[code].direction)


def md(text: str) -> str:
    """Text as markdown that shows it letter by letter: no markup, link, icon or image.

    Only signs that mean something are escaped: labels are read out as they are written here.
    """
    text = text.strip()
    if not _MEANING.search(text):
        return text
    text = re.sub(r"\b(www)\.", rf"\1{_JOINER}.", text, flags=re.IGNORECASE)
    text = text.replace("@", f"@{_JOINER}").replace("://", f":{_JOINER}//")
    text = re.sub(r":(?=\w)", f":{_JOINER}", text)
    text = _SIGNS.sub(r"\\\1", text)
    text = _LINE_STARTS.sub(r"\1\\\2", text)
    return text.replace("\n", "  \n")


def esc(text: str) -> str:
    """Text as HTML that shows it letter by letter."""
    return html.escape(text, quote=True)


@cache
def asset(name: str) -> str:
    """A style sheet or script of ours, shipped beside this file."""
    return (files("esteem_match.ui") / "static" / name).read_text(encoding="utf-8")
