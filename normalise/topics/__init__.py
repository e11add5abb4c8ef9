"""What a recommendation is about: topics by a codebook, with the words that speak for each.

`topics.csv` says which topics there are, `codebook.csv` which wordings speak for them, `versions.csv` which edition of
the two this is. A topic is given only where its words are clear: precision before recall.
"""

from normalise.topics.codebook import VERSION, core_themes, digest_codebook
from normalise.topics.tag import tag_topics

__all__ = ["VERSION", "core_themes", "digest_codebook", "tag_topics"]
