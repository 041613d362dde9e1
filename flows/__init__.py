"""Thin Prefect shells around the office's day."""
