"""Words in, canonical values out: the records of the contract, and what reads timelines, owners, statuses and councils.

Pure: no files but this package's own data, no clock. Imports nothing else of peerplan.
"""
