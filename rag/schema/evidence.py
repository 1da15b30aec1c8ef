"""Evidence: a passage found for a question, with the article that it stands in."""

from dataclasses import dataclass
from datetime import datetime

from index.article import Article
from index.dedup.reprints import UNKNOWN, Origin
from index.search.search import Hit
from index.text.sentences import sentence_spans

LONGEST_BEFORE = 300
"""Characters of the longest sentence that is read before a passage; of a longer one, the end."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A hit and its article, in the version that the hit's passage was cut from, and where its text comes from.

    `corrected` is since when that version stands, where the article read otherwise before.
    """

    hit: Hit
    article: Article
    origin: Origin = UNKNOWN
    corrected: datetime | None = None

    @property
    def is_original(self) -> bool:
        """Whether this is where its text stood first, as far as is known."""
        return self.origin.original == self.article.id

    @property
    def start(self) -> int:
        """Where `text` begins in the article."""
        return max(0, self.hit.passage.start - self._before)

    @property
    def text(self) -> str:
        """The passage with the sentence before it, which often says what its first words are about."""
        return self.article.text[self.start : self.hit.passage.end]

    @property
    def _before(self) -> int:
        start = self.hit.passage.start
        low = max(0, start - LONGEST_BEFORE)
        sentences = sentence_spans(self.article.text[low:start])
        return start - low - sentences[-1][0] if sentences else 0
