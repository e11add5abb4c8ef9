"""One file a format. A reader is found by folder; see `parsers.formats.registry`."""
