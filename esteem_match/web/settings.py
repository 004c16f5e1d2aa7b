"""The settings of Streamlit on which the program's promises rest; without them it won't start."""

from collections.abc import Mapping

from streamlit import config

EXACT: Mapping[str, object] = {
    "runner.postScriptGC": False,
    "runner.fastReruns": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "browser.gatherUsageStats": False,
    "logger.hideWelcomeMessage": True,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableAgentApi": False,
    "server.enableStaticServing": False,
    "server.trustedUserHeaders": {},
}
AT_MOST: Mapping[str, int] = {
    "server.maxUploadSize": 1,
    "server.maxMessageSize": 10,
    "server.maxWidgetStateSize": 1,
}
BELOW = (
    "server.baseUrlPath is {path!r}, but the program answers only at the top of a name, such as"
    " match.example.org. Give it a name of its own, and leave this setting out."
)


def hosts() -> list[str]:
    """The host names that the program answers to; any, where none is set."""
    return list(config.get_option("server.allowedHosts")) or ["*"]


def in_force(name: str) -> object:
    """A setting's value in this process, or None where this Streamlit no longer knows it."""
    try:
        value: object = config.get_option(name)
    except RuntimeError:
        return None
    return value


def weakened() -> tuple[str, ...]:
    """One sentence for each setting that is weaker than the program promises."""
    exact = ((name, f"must be {want!r}", in_force(name) == want) for name, want in EXACT.items())
    most = ((name, f"must be at most {top}", _within(name, top)) for name, top in AT_MOST.items())
    return tuple(
        f"{name} is {in_force(name)!r} and {rule}. Set it in .streamlit/config.toml."
        for name, rule, holds in (*exact, *most)
        if not holds
    )


def below_a_path() -> tuple[str, ...]:
    """Every address of ours begins at the top of a name."""
    path = in_force("server.baseUrlPath")
    return (BELOW.format(path=path),) if path else ()


def _within(name: str, top: int) -> bool:
    value = in_force(name)
    return isinstance(value, int) and 0 < value <= top
