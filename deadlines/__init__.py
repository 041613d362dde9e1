"""The rules, pure: phrases, working days, the ladder, status and planning."""
