"""The colours and fonts of the page, worked out once: Streamlit does so anew for each tap."""

from collections.abc import Callable

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

Populate = Callable[..., None]
POPULATE: Populate = app_session._populate_theme_msg


def remember_theme() -> None:
    """Has Streamlit remember what it tells each page of its theme; changes to it need a restart."""
    app_session._populate_theme_msg = remembered(POPULATE)


def remembered(populate: Populate) -> Populate:
    """The same, for each section of the settings only once."""
    made: dict[str, CustomThemeConfig] = {}

    def wrapped(message: CustomThemeConfig, section: str = "theme") -> None:
        if section not in made:
            fresh = CustomThemeConfig()
            populate(fresh, section)
            made[section] = fresh
        if made[section].ByteSize():  # else the page would be told of an empty section
            message.MergeFrom(made[section])

    return wrapped
