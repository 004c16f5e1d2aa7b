"""Workshops: rooms, rounds, seats, voices, boards, agreements."""
