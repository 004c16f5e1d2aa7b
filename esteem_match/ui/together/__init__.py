"""A group and a practitioner side by side: shared by a code, and looked at together."""
