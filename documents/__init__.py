"""Papers in and papers out."""
