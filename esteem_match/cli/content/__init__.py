"""What the questionnaires and their cases hold, and what is made of them."""
