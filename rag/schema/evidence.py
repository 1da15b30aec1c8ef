"""A passage that was found for a question, with its article."""

from dataclasses import dataclass
from datetime import datetime

from index.article import Article
from index.dedup.reprints import UNKNOWN, Origin
from index.search.search import Hit
from index.text.sentences import sentence_spans

LONGEST_BEFORE = 300
"""Characters of context before a passage: a longer sentence is read from its end."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that was found, and its article.

    Attributes:
        hit: The passage and its search scores.
        article: The article, in the version that the passage was cut from.
        origin: Where the article's text was first published.
        corrected: Since when that version stands, if an earlier one was corrected.
    """

    hit: Hit
    article: Article
    origin: Origin = UNKNOWN
    corrected: datetime | None = None

    @property
    def is_original(self) -> bool:
        """Whether this article published its text first, if that is known."""
        return self.origin.original == self.article.id

    @property
    def start(self) -> int:
        """Where `text` starts in the article."""
        return max(0, self.hit.passage.start - self._before)

    @property
    def text(self) -> str:
        """The passage with the sentence before it, which often says what the first words refer to."""
        return self.article.text[self.start : self.hit.passage.end]

    @property
    def _before(self) -> int:
        start = self.hit.passage.start
        low = max(0, start - LONGEST_BEFORE)
        sentences = sentence_spans(self.article.text[low:start])
        return start - low - sentences[-1][0] if sentences else 0
