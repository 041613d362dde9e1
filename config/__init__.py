"""Settings, the clock and the municipality's own choices."""
