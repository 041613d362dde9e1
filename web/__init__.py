"""The owner's answer page and the office's desk."""
