"""Keeps extractions in a database and answers questions about them."""
