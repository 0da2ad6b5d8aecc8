"""Returned Word forms read back: cells, the answers in them, chosen boxes, what was typed outside of any field."""
