"""The one HTML page: Streamlit's own, without what this program never uses, in our own look."""

import re
from importlib.resources import files
from pathlib import Path

from streamlit import file_util

from esteem_match.render.icons import masks

STATIC = Path(file_util.get_static_dir())
FIRST = b"<!--first-->"
"""Where the words stand with which a page begins."""

_ICON = '<link rel="icon" type="image/svg+xml" href="/assets/icon.svg">'
_UNUSED = (
    r'<link\s+rel="preload"[^>]*SourceSans[^>]*>\s*',
    r"<!--(?:(?!-->).)*-->\s*",
    r'<link rel="service-desc"[^>]*>\s*',
)
# Else each page but the first one asks for the server below its own address, in vain, and waits.
_WHERE = "window.__streamlit = { BACKEND_BASE_URL: window.location.origin }"


def _asset(name: str) -> str:
    return (files("esteem_match.ui") / "static" / name).read_text(encoding="utf-8")


_SCRIPT = f"<script>{_WHERE}\n{_asset('whole.js')}</script>"


def _trimmed(html: str) -> str:
    """Leaves out the preload of a font that the theme replaces, and all about the agent API."""
    for unused in _UNUSED:
        html = re.sub(unused, "", html, flags=re.DOTALL)
    first_line = r"(<noscript>\s*<p>.*?</p>).*?(</noscript>)"
    html = re.sub(first_line, r"\1\2", html, flags=re.DOTALL)
    html = re.sub(r"<script>.*?</script>", lambda _: _SCRIPT, html, flags=re.DOTALL)
    return html.replace("<title>Streamlit</title>", "<title>ESTEEM Match</title>").strip()


def _dressed(html: str) -> str:
    """With our icon, and our look at its end, where it counts more than what the head is given."""
    html = re.sub(r'<link rel="shortcut icon"[^>]*>', _ICON, html)
    look = masks() + "".join(map(_asset, ("style.css", "document.css", "wall.css")))
    html = html.replace('<link rel="stylesheet"', '<link rel="stylesheet" media="print"')
    first = f"{FIRST.decode()}<script>{_asset('first.js')}</script>"
    return html.replace("</body>", f"<style>{look}</style>{first}</body>")


PAGE = _dressed(_trimmed((STATIC / "index.html").read_text(encoding="utf-8"))).encode()
