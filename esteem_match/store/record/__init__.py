"""Records under codes: answers, earlier times, shares."""
