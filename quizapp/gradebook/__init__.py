"""Attempts to a table of marks."""
