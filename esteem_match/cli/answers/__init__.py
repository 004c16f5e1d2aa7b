"""Files of answers: whatever wrote them, read, checked and scored."""
