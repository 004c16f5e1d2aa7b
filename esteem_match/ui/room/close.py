"""Ends the answering, and shows the picture: the pure rules say what, the store keeps it."""

from esteem_match import resources, workshop
from esteem_match.models import Content
from esteem_match.store import Room
from esteem_match.ui.words import language


def close(host: str, room: Room) -> None:
    """Closes the round with its board. Raises Moved, StoreError; then nothing has changed."""
    content = _content(room)
    resources.store().rooms.close(
        host,
        lambda voices: workshop.publish(content, voices),
        lambda voice, key: workshop.fingerprint(content, voice, key),
    )


def reveal(host: str, room: Room) -> None:
    """Shows the closed round, as far as it may be shown after others. Raises Moved, StoreError."""
    least = _content(room).model.workshop.min_voices
    resources.store().rooms.reveal(host, lambda new, shown: workshop.judged(new, shown, least))


def _content(room: Room) -> Content:
    return resources.content_of(room.version, language())
