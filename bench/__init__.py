"""Measurements beside the bare machine: ratios in one run, never a timed test."""
