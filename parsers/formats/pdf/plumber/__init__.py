"""pdfplumber as a second source of pages: slower, made by other people, and so what the first is compared with."""
