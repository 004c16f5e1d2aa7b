"""The agreement as a page to fill in by hand: by role, the points to agree, when to look again."""

from esteem_match.models import Agreement, Role
from esteem_match.paper.say import Paper, Say
from esteem_match.reports import Document
from esteem_match.reports.model import Block, Heading, Keep, Lines, Para, Ticks

DECISIONS = ("yes", "no", "open")
FIELDS = ("by", "task", "until")


def agreement(paper: Paper) -> Document:
    t = paper.speaker("practitioner")
    blocks: list[Block] = [
        Para(text=t("paper.what"), tone="note"),
        Para(text=t("paper.agree_what")),
        *(
            Lines(label=t(f"paper.agree_{who}"), count=1)
            for who in ("group", "practitioner", "day")
        ),
        Heading(text=t("agree.roles")),
        *(_role(t, role) for role in paper.content.model.roles),
        Lines(label=f"{t('agree.not_do')}\n{t('agree.not_do_what')}", count=3),
        Heading(text=t("agree.boundaries")),
        *(_point(paper, point) for point in paper.content.model.agreement),
        Lines(label=f"{t('agree.again')}\n{t('agree.again_what')}", count=1),
    ]
    return paper.document(t("agree.title"), tuple(blocks))


def _role(t: Say, role: Role) -> Keep:
    decisions = tuple(t(f"agree.decision_{one}") for one in DECISIONS)
    return Keep(
        blocks=(
            Heading(text=role.name, level=3),
            Para(text=role.line, tone="small"),
            Ticks(text=t("agree.decision"), options=decisions, side_by_side=True),
            *(Lines(label=t(f"agree.{field}"), count=1) for field in FIELDS),
        )
    )


def _point(paper: Paper, point: Agreement) -> Keep:
    title, text = (paper.put_in(words, "practitioner") for words in (point.title, point.text))
    return Keep(blocks=(Heading(text=title, level=3), Lines(label=text, count=2)))
