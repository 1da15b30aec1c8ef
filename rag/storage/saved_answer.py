"""The records of a saved answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]
Group = Literal["citations", "related"]
"""The two lists of an answer that name articles."""


@dataclass(frozen=True, slots=True)
class SavedPassage:
    """The passage that a citation was made from.

    Attributes:
        group: The list of the citation.
        n: The number of the citation.
        article_id: The article.
        version: The version that is cited; an answer as of a date may cite an older one.
        newest: The article's last version at the time of the answer.
        passage_id: The passage.
        start: Its first character in the article's text.
        end: The end of the passage in the article's text.
        text: The whole passage, "" if the article was purged.
        purged: When the article was purged, None if it was not.
    """

    group: Group
    n: int
    article_id: str
    version: int
    newest: int
    passage_id: str
    start: int
    end: int
    text: str
    purged: datetime | None = None


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """An answer with its evidence.

    Attributes:
        id: Its id.
        asked: When it was asked.
        given: The answer as the JSON of the API.
        evidence: The passages that it cites or lists as related.
    """

    id: str
    asked: datetime
    given: Mapping[str, Any]
    evidence: tuple[SavedPassage, ...]
