"""The only Streamlit widgets of the package. Pages use what is named here."""

from esteem_match.ui.along import (
    go_along,
    has_moved_on,
)
from esteem_match.ui.blank_forms import lead_to_forms, show_forms
from esteem_match.ui.layout import (
    bare,
    button,
    frame,
    heading,
    note,
    para,
    small,
    small_print,
    wrong,
)
from esteem_match.ui.mine.again import again_page, offer_again, show_again, tell_times
from esteem_match.ui.mine.code import (
    day,
    delete_all,
    enter_code,
    finish_here,
    leaving,
    nobody_here,
    show_code,
    warn_of_history,
)
from esteem_match.ui.mine.page import (
    offer_file,
    show_days,
    show_kept,
    tell_days,
    tell_what_stays,
)
from esteem_match.ui.part_route import (
    ROUTES,
)
from esteem_match.ui.person import (
    here,
)
from esteem_match.ui.questions.asked import too_early
from esteem_match.ui.questions.closed import show_closed
from esteem_match.ui.questions.first_look import first_look
from esteem_match.ui.questions.numbers import show_numbers
from esteem_match.ui.questions.walk import show_new_code, show_section, tell_unreadable
from esteem_match.ui.results.hand_over import handed_over, show_handed_over
from esteem_match.ui.results.page import own_view, show_joint_result, show_own_result
from esteem_match.ui.room import (
    ask_to_lead,
    draws_heading,
    followed_here,
    go_on_if_joined,
    guest,
    room_place,
    room_step,
    show_room,
    show_wall,
    wait_for_result,
    watch,
)
from esteem_match.ui.site import say_host, show_host, show_notice
from esteem_match.ui.together.joint import joint, show_sharing
from esteem_match.ui.together.share_link import ask_to_share, followed_share, tell_share_waits
from esteem_match.ui.together.sharing import tell_shared
from esteem_match.ui.welcome.another_group import offer_another
from esteem_match.ui.welcome.bring_file import bring, bringing, offer_bring
from esteem_match.ui.welcome.entrance import (
    ask_before_finish,
    consent,
    door,
    doors,
    finishing,
    keep_days,
    pick_example,
    tell_gone,
    welcome_back,
)
from esteem_match.ui.welcome.examples import (
    example,
    example_view,
    other_examples,
    roles_in_short,
    show_sample,
    sources,
    tell_case,
)
from esteem_match.ui.welcome.resume import step_of
from esteem_match.ui.welcome.return_link import ask_to_open, followed, link_step
from esteem_match.ui.words import (
    t,
)

__all__ = [
    "ROUTES",
    "again_page",
    "ask_before_finish",
    "ask_to_lead",
    "ask_to_open",
    "ask_to_share",
    "bare",
    "bring",
    "bringing",
    "button",
    "consent",
    "day",
    "delete_all",
    "door",
    "doors",
    "draws_heading",
    "enter_code",
    "example",
    "example_view",
    "finish_here",
    "finishing",
    "first_look",
    "followed",
    "followed_here",
    "followed_share",
    "frame",
    "go_along",
    "go_on_if_joined",
    "guest",
    "handed_over",
    "has_moved_on",
    "heading",
    "here",
    "joint",
    "keep_days",
    "lead_to_forms",
    "leaving",
    "link_step",
    "nobody_here",
    "note",
    "offer_again",
    "offer_another",
    "offer_bring",
    "offer_file",
    "other_examples",
    "own_view",
    "para",
    "pick_example",
    "roles_in_short",
    "room_place",
    "room_step",
    "say_host",
    "show_again",
    "show_closed",
    "show_code",
    "show_days",
    "show_forms",
    "show_handed_over",
    "show_host",
    "show_joint_result",
    "show_kept",
    "show_new_code",
    "show_notice",
    "show_numbers",
    "show_own_result",
    "show_room",
    "show_sample",
    "show_section",
    "show_sharing",
    "show_wall",
    "small",
    "small_print",
    "sources",
    "step_of",
    "t",
    "tell_case",
    "tell_days",
    "tell_gone",
    "tell_share_waits",
    "tell_shared",
    "tell_times",
    "tell_unreadable",
    "tell_what_stays",
    "too_early",
    "wait_for_result",
    "warn_of_history",
    "watch",
    "welcome_back",
    "wrong",
]
