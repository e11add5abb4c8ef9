"""All tables, as SQLAlchemy models: `Base.metadata` is the schema; the comments go into the data dictionary."""

from __future__ import annotations

from store.models.base import Base
from store.models.history import Change, Edition
from store.models.ledger import Run, RunDocument
from store.models.library import (
    Address,
    Council,
    CouncilAlias,
    CouncilSuccessor,
    Document,
    DocumentCouncil,
    Extraction,
    Sighting,
    Source,
)
from store.models.records import (
    Action,
    ActionOther,
    DeclaredCount,
    Issue,
    Peer,
    Progress,
    Recommendation,
    RecommendationPart,
    RecommendationTopic,
)
from store.models.values import Measure, Owner, Place, Status, Timeline

__all__ = [
    "Action",
    "ActionOther",
    "Address",
    "Base",
    "Change",
    "Council",
    "CouncilAlias",
    "CouncilSuccessor",
    "DeclaredCount",
    "Document",
    "DocumentCouncil",
    "Edition",
    "Extraction",
    "Issue",
    "Measure",
    "Owner",
    "Peer",
    "Place",
    "Progress",
    "Recommendation",
    "RecommendationPart",
    "RecommendationTopic",
    "Run",
    "RunDocument",
    "Sighting",
    "Source",
    "Status",
    "Timeline",
]
