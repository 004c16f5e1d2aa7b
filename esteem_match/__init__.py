"""ESTEEM Match: a conversation aid for self-help groups and practitioners."""

__version__ = "0.1.0"
