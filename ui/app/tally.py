"""The counts of an ingest: its progress, and at the end the run to record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from index.article import Article
from index.errors import SourceError
from index.ingest.runs import Failure, Run
from ui.serialization.serializers import Json

OUTCOMES = ("added", "updated", "unchanged")
INTERRUPTED = "interrupted before its end"
"""Reason recorded for a run that did not reach its end."""
_NAMED = 3


@dataclass(slots=True)
class Tally:
    """The counts and errors of an ingest so far."""

    counts: dict[str, int] = field(default_factory=dict)
    removed: int = 0
    failed: list[SourceError] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    began: datetime = field(default_factory=lambda: datetime.now(UTC))

    def articles(self, items: Iterable[Article | SourceError]) -> Iterator[Article]:
        """Yield the articles among `items`, and collect the errors."""
        for item in items:
            if isinstance(item, SourceError):
                self.failed.append(item)
            else:
                self.seen.add(item.id)
                yield item

    def add(self, outcomes: Mapping[str, int]) -> None:
        """Add counts by outcome."""
        for name, count in outcomes.items():
            self.counts[name] = self.counts.get(name, 0) + count

    @property
    def done(self) -> int:
        """Number of articles imported."""
        return sum(self.counts.get(name, 0) for name in OUTCOMES)

    @property
    def passages(self) -> int:
        """Number of passages made."""
        return self.counts.get("passages", 0)

    def report(self) -> Json:
        """Return the object that `citewell ingest --json` prints."""
        counts = {name: self.counts.get(name, 0) for name in OUTCOMES}
        failed = [{"source": error.source, "error": error.problem} for error in self.failed]
        return {**counts, "removed": self.removed, "passages": self.passages, "failed": failed}

    def run(self, origin: str, stopped: str = "") -> Run:
        """Return the counts as a run that ends now; `stopped` says why it ended early."""
        return Run(
            began=self.began,
            ended=datetime.now(UTC),
            origin=origin,
            **{name: self.counts.get(name, 0) for name in OUTCOMES},
            removed=self.removed,
            passages=self.passages,
            failures=len(self.failed),
            failed=tuple(Failure(error.source, error.problem) for error in self.failed),
            stopped=stopped,
        )


def in_short(names: Sequence[str]) -> str:
    """Return the first few names, and the number of the others."""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
