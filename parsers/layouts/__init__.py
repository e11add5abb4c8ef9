"""One file a shape of section, found by folder: `LAYOUT = Layout(name, score, read)`; see `registry`."""
