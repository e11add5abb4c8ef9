"""The places that documents come from, followed over years: a folder, a file's address, a page of links, a manifest.

The map:

- `following.Source`: what a user says of one (`given` wins over what is guessed), and whether it is due.
- `candidates.iter_candidates(source, fetcher, archive=…, held=…)` yields what there is now: `Candidate` (changed or
  not), `Trouble`, `Left`; `candidates.iter_plan` says the same without fetching a document.
- `folder`, `manifest`, `page` (with `moderngov`): one kind each. `scoring`: whether a link leads to a peer challenge
  document, by its words (`wordings.csv`) and the sort of its address (`addresses.csv`).
- `asking.ask_source`: the same for real: originals into the archive, answers into the store.
- `reading.want_candidate`: a candidate as something to be read in a run (`ingest.wanted`).
- `recording`: what came of it, into the store, so that it is asked next time whether it has changed.
- `exchange`: `sources.toml`, read and written.
"""
