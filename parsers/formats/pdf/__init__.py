"""PDF: one table engine and one flow over pages that several engines can read (`page.py`)."""
