"""From the bytes of one document to its extraction. `parsers.assemble` is the map."""
