"""What is sealed, and by which keys."""
