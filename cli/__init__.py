"""The bevaka command."""
