"""Fetches documents from the web: politely, within limits, and never from an address that is not public.

The map; each arrow is a module:

- `fetcher.Fetcher.fetch(request) -> Fetched | NotModified | Failed` (`answers`): all that a caller needs.
- `addresses`: what an address must be like; how it is shown without secrets. `public`: which network addresses are.
- `politeness`: one request at a time to a host, with a delay; `robots`: what a host asks robots to leave alone.
- `retries`: what is tried again, and when. `clock`: time, so that tests need not wait.
- `web`: the one module that knows httpx. `body`: an answer's bytes, counted while they come. `names`: a file's name.
- `settings`: `[fetch]` of peerplan.toml.

What links lead where is `ingest.sources`'; what is kept, `ingest.archive`'s and the store's.
"""
