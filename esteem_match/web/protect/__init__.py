"""What keeps others out: limits, headers, an allow-list, slow answers to wrong codes."""
