"""One file a command: its name is the file's, its help line the file's first. `app` is what is run."""
