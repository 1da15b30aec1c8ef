"""What an ingest has done so far, for whoever waits for it, and in the end as a run that is kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from index.article import Article
from index.errors import SourceError
from index.ingest.runs import Failure, Run
from ui.serialization.serializers import Json

OUTCOMES = ("added", "updated", "unchanged")
_NAMED = 3


@dataclass(slots=True)
class Tally:
    """Counts that grow, and the errors met on the way."""

    counts: dict[str, int] = field(default_factory=dict)
    removed: int = 0
    failed: list[SourceError] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    began: datetime = field(default_factory=lambda: datetime.now(UTC))

    def articles(self, items: Iterable[Article | SourceError]) -> Iterator[Article]:
        """The articles among `items`; the errors are noted."""
        for item in items:
            if isinstance(item, SourceError):
                self.failed.append(item)
            else:
                self.seen.add(item.id)
                yield item

    def add(self, outcomes: Mapping[str, int]) -> None:
        """Count what came in."""
        for name, count in outcomes.items():
            self.counts[name] = self.counts.get(name, 0) + count

    @property
    def done(self) -> int:
        """How many articles are in."""
        return sum(self.counts.get(name, 0) for name in OUTCOMES)

    @property
    def passages(self) -> int:
        """How many passages were made."""
        return self.counts.get("passages", 0)

    def report(self) -> Json:
        """What `citewell ingest --json` prints."""
        counts = {name: self.counts.get(name, 0) for name in OUTCOMES}
        failed = [{"source": error.source, "error": error.problem} for error in self.failed]
        return {**counts, "removed": self.removed, "passages": self.passages, "failed": failed}

    def run(self, origin: str, stopped: str = "") -> Run:
        """All of it as a run that ends now; `stopped` says what ended it before its time."""
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
    """The first of some names, and how many more there are."""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
