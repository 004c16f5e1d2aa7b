"""The program on paper: forms with numbered questions, and a sheet for the result by hand. Pure."""
