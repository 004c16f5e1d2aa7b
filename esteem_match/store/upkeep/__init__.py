"""Maintenance of the store: the clock, expiry, backups."""
