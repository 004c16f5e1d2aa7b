"""Live updates: pages that wait until their workshop changes."""
