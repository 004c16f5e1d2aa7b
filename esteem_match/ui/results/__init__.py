"""Results on the screen, and what people take with them."""
