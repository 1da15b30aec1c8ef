"""What the language model has cost today, and the limit on it; kept in a file, so that a restart forgets nothing."""

import json
import logging
import math
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Self

from index.errors import CostLimitError

FILE = "spending.json"
_LOG = logging.getLogger("citewell")


@dataclass(frozen=True, slots=True)
class Spent:
    """US dollars of one day, by UTC."""

    day: date
    dollars: float

    @classmethod
    def read(cls, text: str) -> Self:
        """What `write` wrote. Raises ValueError where it is anything else."""
        try:
            found = json.loads(text)
            day, dollars = date.fromisoformat(found["day"]), float(found["dollars"])
        except (TypeError, KeyError) as error:
            raise ValueError("no day and dollars") from error
        if not (math.isfinite(dollars) and dollars >= 0):
            raise ValueError("no amount of dollars")
        return cls(day, dollars)

    def write(self) -> str:
        """As JSON."""
        return json.dumps({"day": self.day.isoformat(), "dollars": self.dollars})


class Spending:
    """The day's spending of one store. Safe to use from many threads; one object a process for each file.

    What has been added counts even where the file cannot be written: the limit then holds until the process ends.
    """

    def __init__(
        self, file: Path, limit: float = 0.0, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """`limit` is in US dollars a day; 0 is none."""
        self._file, self.limit, self._clock = file, limit, clock
        self._lock = threading.Lock()
        self._spent: Spent | None = None

    def check(self) -> None:
        """Whether anything may be spent still.

        Raises:
            CostLimitError: the day's limit is reached.
        """
        if self.limit and self.today() >= self.limit:
            raise CostLimitError(
                f"the day's limit of ${self.limit:,.2f} on the language model is reached; it answers again from "
                "tomorrow 00:00 UTC, or raise CITEWELL_LLM_DAILY_LIMIT"
            )

    def today(self) -> float:
        """US dollars spent since 00:00 UTC."""
        with self._lock:
            return self._today().dollars

    def add(self, dollars: float) -> None:
        """Note what a call has cost."""
        if not dollars:
            return
        with self._lock:
            before = self._today()
            self._spent = Spent(before.day, before.dollars + dollars)
            self._keep(self._spent)

    def _today(self) -> Spent:
        """What is spent, read from the file when first asked; a new day begins at nothing."""
        day = self._clock().astimezone(UTC).date()
        spent = self._spent or self._read()
        if spent is None or spent.day != day:
            spent = Spent(day, 0.0)
        self._spent = spent
        return spent

    def _read(self) -> Spent | None:
        try:
            return Spent.read(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            _LOG.warning("%s cannot be read (%s); the day's spending counts from zero", self._file, error)
            return None

    def _keep(self, spent: Spent) -> None:
        """Replace the file at once: a process that dies meanwhile leaves the old one whole."""
        try:
            with NamedTemporaryFile("w", encoding="utf-8", dir=self._file.parent, prefix=FILE, delete=False) as file:
                file.write(spent.write())
                file.flush()
                os.fsync(file.fileno())
            try:
                Path(file.name).replace(self._file)
            except OSError:
                with suppress(OSError):
                    Path(file.name).unlink()
                raise
        except OSError as error:
            _LOG.warning("%s cannot be written (%s); a restart forgets what was spent", self._file, error)
