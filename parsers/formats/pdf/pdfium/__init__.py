"""pdfium as a source of pages: text runs, rules, fills, pictures, links and tags."""
