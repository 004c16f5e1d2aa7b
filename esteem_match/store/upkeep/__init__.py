"""What keeps the store in order: the day, what has expired, backups."""
