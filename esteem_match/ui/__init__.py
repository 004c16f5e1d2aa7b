"""The only Streamlit widgets of the package. Pages use what is named here."""

from esteem_match.ui.browser import (
    come_back,
)
from esteem_match.ui.code import (
    day,
    delete_all,
    enter_code,
    finish_here,
    nobody_here,
    show_code,
)
from esteem_match.ui.entrance import (
    consent,
    door,
    doors,
    keep_days,
    pick_example,
    tell_deleted,
    welcome_back,
)
from esteem_match.ui.examples import (
    example,
    example_view,
    other_examples,
    roles_in_short,
    sources,
    tell_case,
)
from esteem_match.ui.joint import (
    joint_view,
)
from esteem_match.ui.keep import (
    harvest,
)
from esteem_match.ui.layout import (
    button,
    frame,
    go,
    heading,
    note,
    para,
    small,
    small_print,
    wrong,
)
from esteem_match.ui.letter import (
    show_letter,
)
from esteem_match.ui.person import (
    here,
)
from esteem_match.ui.results import (
    own_view,
    show_group_result,
    show_joint_result,
    show_practitioner_result,
)
from esteem_match.ui.walk import (
    check_answers,
    first_step,
    show_new_code,
    show_section,
    tell_unreadable,
)
from esteem_match.ui.words import (
    t,
)

__all__ = [
    "button",
    "check_answers",
    "come_back",
    "consent",
    "day",
    "delete_all",
    "door",
    "doors",
    "enter_code",
    "example",
    "example_view",
    "finish_here",
    "first_step",
    "frame",
    "go",
    "harvest",
    "heading",
    "here",
    "joint_view",
    "keep_days",
    "nobody_here",
    "note",
    "other_examples",
    "own_view",
    "para",
    "pick_example",
    "roles_in_short",
    "show_code",
    "show_group_result",
    "show_joint_result",
    "show_letter",
    "show_new_code",
    "show_practitioner_result",
    "show_section",
    "small",
    "small_print",
    "sources",
    "t",
    "tell_case",
    "tell_deleted",
    "tell_unreadable",
    "welcome_back",
    "wrong",
]
