"""Load: many simulated phones on the real program, and on the least page that could do the work."""
