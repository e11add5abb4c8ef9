"""One file a revision, found by its name."""
