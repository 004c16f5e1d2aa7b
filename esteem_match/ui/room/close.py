"""Ends the answering: the pure rules make the board, the store keeps it, nothing is shown."""

from esteem_match import resources, workshop
from esteem_match.store import Room
from esteem_match.ui.words import language


def close(host: str, room: Room) -> None:
    """Closes the round with its board. Raises Moved, StoreError; then nothing has changed."""
    content = resources.content_of(room.version, language())
    resources.store().rooms.close(
        host,
        lambda voices: workshop.publish(content, voices),
        lambda voice, key: workshop.fingerprint(content, voice, key),
    )


def too_near(host: str, room: Room) -> bool:
    """Whether too few voices changed since the last picture for another to be shown."""
    least = resources.content_of(room.version, language()).model.workshop.min_voices
    prints = resources.store().rooms.fingerprints(host)
    return not workshop.may_reveal(prints.now, prints.before, least)
