"""Drives reading and keeping: one file, many files, the command line."""
