"""Joining a workshop: its code, the form with one clear yes, and what is seen after it."""
