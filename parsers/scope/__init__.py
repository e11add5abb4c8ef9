"""What of a document is read at all: the plan inside an agenda pack, the English of two languages, or nothing.

`find_scope` is asked before anything is repaired, so that hundreds of pages that are not read cost little.
"""
