"""What is kept of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]
Group = Literal["citations", "related"]
"""The two lists of an answer in which an article stands."""


@dataclass(frozen=True, slots=True)
class SavedPassage:
    """What one citation of an answer was made from: the whole passage, `text`, which stood at `start` to `end`.

    `newest` was the article's last version then; an answer as of a date may cite an earlier one. `purged` is since when
    the article is gone from everything: `text` is then "".
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
    """An answer as it was `given` (the JSON of the API), when, and from what."""

    id: str
    asked: datetime
    given: Mapping[str, Any]
    evidence: tuple[SavedPassage, ...]
