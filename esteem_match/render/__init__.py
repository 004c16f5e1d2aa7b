"""How results look: what a screen, a page of paper and a wall are drawn with. Pure."""
