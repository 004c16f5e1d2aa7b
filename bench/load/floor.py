"""The floor: the least page that does the same saves to the same store, drawn as plain HTML.

A tap costs one save and one question drawn; only a page that is opened reads the record. Run by
itself: `python -m bench.load.floor PORT`.
"""

import html
import sys
from typing import Annotated

import uvicorn
from fastapi import Cookie, FastAPI, HTTPException
from fastapi.responses import HTMLResponse, PlainTextResponse
from pydantic import BaseModel

from esteem_match import content, journey, resources
from esteem_match.models import Answer, Item, Side

COOKIE = "floor_code"

app = FastAPI()


class Tap(BaseModel):
    """One answer to one question."""

    item: str
    answer: int | str | None


def draw(side: Side, item: Item, answer: object) -> str:
    """One question with its answers, the chosen one ticked."""
    library = resources.library()
    words = library.contents[library.base].side(side).options.get(item.options, ())
    choices = "".join(
        f'<label><input type="radio" name="{item.id}" value="{at}"'
        f"{' checked' if at == answer else ''}>{html.escape(word)}</label>"
        for at, word in enumerate(words)
    )
    return f"<fieldset><legend>{html.escape(item.text)}</legend>{choices}</fieldset>"


@app.get("/healthz")
def health() -> PlainTextResponse:
    resources.store().ping()
    return PlainTextResponse("ok")


@app.post("/begin/{side}")
def begin(side: Side) -> HTMLResponse:
    library = resources.library()
    code = resources.store().create(side, library.version, "consent", library.base)
    answer = HTMLResponse("")
    answer.set_cookie(COOKIE, code, httponly=True, samesite="strict")
    return answer


@app.get("/section/{name}")
def section(name: str, floor_code: Annotated[str, Cookie()]) -> HTMLResponse:
    """A section with what is answered already."""
    record = resources.store().load(floor_code)
    library = resources.library()
    parts = journey.asked(library.contents[library.base].side(record.side), record.answers)
    part = next((part for part in parts if part.id == name), None)
    if part is None:
        raise HTTPException(404)
    drawn = (draw(record.side, item, record.answers.get(item.id)) for item in part.items)
    return HTMLResponse(f"<h1>{html.escape(part.title)}</h1>{''.join(drawn)}")


@app.post("/answer/{side}")
def answer(side: Side, tap: Tap, floor_code: Annotated[str, Cookie()]) -> HTMLResponse:
    """Saves one answer, and gives back the question as it stands now."""
    library = resources.library()
    base = library.contents[library.base]
    clean: Answer = journey.clean(base, tap.item, tap.answer)
    resources.store().save(floor_code, {tap.item: clean})
    return HTMLResponse(draw(side, content.item_index(base)[tap.item], clean) + "<p>Saved</p>")


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), access_log=False, timeout_keep_alive=300)
