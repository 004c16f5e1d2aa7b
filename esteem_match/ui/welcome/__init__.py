"""The ways in: the doors, the consent, a link or a file that leads back, the examples."""
