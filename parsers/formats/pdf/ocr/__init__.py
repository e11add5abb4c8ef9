"""Pages without text of their own, recognised: the third source of pages. `recognise` is the map, `scans` the door."""
