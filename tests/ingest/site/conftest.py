"""The local site and a fetcher for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ingest.site.server import Net, Site, run_net, run_site


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site that knows nothing yet."""
    with run_site() as running:
        yield running


@pytest.fixture
def net(site: Site) -> Iterator[Net]:
    """Return a fetcher for which every host is the site."""
    with run_net(site) as running:
        yield running
