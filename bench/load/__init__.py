"""Load: many simulated phones on the real program, and on the least pages that do its saves."""
