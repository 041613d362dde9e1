"""What the office writes down, and the questions asked of it."""
