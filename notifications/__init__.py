"""Notices into letters, letters into sent mail."""
