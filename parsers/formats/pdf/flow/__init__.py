"""Running text on a page or in a cell: lines, paragraphs, headings and lists in reading order."""
