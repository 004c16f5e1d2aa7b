"""What is kept of somebody: shown, taken home, kept longer, answered again, deleted."""
