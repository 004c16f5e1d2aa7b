"""What a room's wall shows, screen by screen: made of where the round stands, and of its board."""

from esteem_match.documents.wall.screens import Screen
from esteem_match.documents.wall.show import Now, first, screens

__all__ = ["Now", "Screen", "first", "screens"]
