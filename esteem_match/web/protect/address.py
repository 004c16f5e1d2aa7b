"""Whose address it is: what one household or one host of servers has at hand counts as one."""

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import Scope

NETWORK = 64  # the least that anybody is given of the newer addresses: they could use each once


def sender(scope: Scope) -> str:
    """The address that a request came from; empty where the server was not told."""
    return str((scope.get("client") or ("",))[0])


def whose(address: str | None) -> str:
    """What to count for this address; what is no address, as on this very machine, is one too."""
    try:
        read = ip_address(address or "")
    except ValueError:
        return "here"
    if isinstance(read, IPv6Address):
        return str(read.ipv4_mapped or ip_network((int(read), NETWORK), strict=False))
    return str(read)
