"""What people are given besides results: an invitation to a workshop, and a privacy notice."""
