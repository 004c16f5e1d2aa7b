"""Reads, checks and scores files of answers, whatever program wrote them."""
