"""The day's cost of the language model and its limit, in a file that survives a restart."""

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
    """US dollars spent on one day (UTC)."""

    day: date
    dollars: float

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `write` wrote.

        Raises:
            ValueError: The text is anything else.
        """
        try:
            found = json.loads(text)
            day, dollars = date.fromisoformat(found["day"]), float(found["dollars"])
        except (TypeError, KeyError) as error:
            raise ValueError("no day and dollars") from error
        if not (math.isfinite(dollars) and dollars >= 0):
            raise ValueError("no amount of dollars")
        return cls(day, dollars)

    def write(self) -> str:
        """Return the JSON."""
        return json.dumps({"day": self.day.isoformat(), "dollars": self.dollars})


class Spending:
    """The day's spending of one store. Thread-safe; a process makes one object for each file.

    Costs count even if the file cannot be written: the limit then holds until the process ends.
    """

    def __init__(
        self, file: Path, limit: float = 0.0, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Count costs in `file`; `limit` is in US dollars a day, 0 for none."""
        self._file, self.limit, self._clock = file, limit, clock
        self._lock = threading.Lock()
        self._spent: Spent | None = None

    def check(self) -> None:
        """Check that the day's limit is not reached.

        Raises:
            CostLimitError: The day's limit is reached.
        """
        if self.limit and self.today() >= self.limit:
            raise CostLimitError(
                f"the day's limit of ${self.limit:,.2f} on the language model is reached; it answers again from "
                "tomorrow 00:00 UTC, or raise CITEWELL_LLM_DAILY_LIMIT"
            )

    def today(self) -> float:
        """Return the US dollars spent since 00:00 UTC."""
        with self._lock:
            return self._today().dollars

    def add(self, dollars: float) -> None:
        """Add the cost of a call in US dollars."""
        if not dollars:
            return
        with self._lock:
            before = self._today()
            self._spent = Spent(before.day, before.dollars + dollars)
            self._keep(self._spent)

    def _today(self) -> Spent:
        """Return the day's spending, at first from the file; a new day begins at zero."""
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
        """Replace the file in one step: a process that dies leaves the old one whole."""
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
