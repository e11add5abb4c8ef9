"""One file a shape of section: `LAYOUT = Layout(name, score, read)`, found by folder. See `parsers.layouts.registry`."""
