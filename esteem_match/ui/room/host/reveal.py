"""Shows the picture: the pure rules say what of it, the store keeps it."""

from esteem_match import resources, workshop
from esteem_match.store import Room
from esteem_match.ui.words import language


def reveal(host: str, room: Room) -> None:
    """Shows the closed round, as far as it may be shown after others. Raises Moved, StoreError."""
    content = resources.content_of(room.version, language())
    least = content.model.workshop.min_voices
    resources.store().rooms.reveal(
        host,
        lambda voices: workshop.publish(content, voices),
        lambda voice, key: workshop.fingerprint(content, voice, key),
        lambda new, shown: workshop.judged(new, shown, least),
    )
