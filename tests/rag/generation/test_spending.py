"""Daily spending: limit, days, restarts, threads, and damaged or read-only files."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from index.errors import CostLimitError
from rag.generation.spending import FILE, Spending

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


class Clock:
    """A clock that the test sets."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def test_the_limit_is_reached_and_says_when_it_ends(tmp_path: Path) -> None:
    spending = Spending(tmp_path / FILE, 1.0, clock=Clock(NOON))
    spending.check()
    spending.add(0.6)
    spending.check()
    spending.add(0.4)
    with pytest.raises(CostLimitError, match=r"limit of \$1.00 .*tomorrow 00:00 UTC.*CITEWELL_LLM_DAILY_LIMIT"):
        spending.check()


def test_without_a_limit_nothing_is_refused_but_all_is_counted(tmp_path: Path) -> None:
    spending = Spending(tmp_path / FILE, clock=Clock(NOON))
    spending.add(1_000_000.0)
    spending.check()
    assert spending.today() == 1_000_000.0


def test_a_restart_forgets_nothing_and_a_new_day_begins_at_nothing(tmp_path: Path) -> None:
    Spending(tmp_path / FILE, clock=Clock(NOON)).add(0.25)
    clock = Clock(NOON)
    spending = Spending(tmp_path / FILE, 0.25, clock=clock)
    assert spending.today() == 0.25
    clock.now = datetime(2026, 11, 26, 0, 30, tzinfo=timezone(timedelta(hours=1)))  # 23:30 UTC
    assert spending.today() == 0.25
    clock.now += timedelta(hours=1)
    spending.check()
    assert spending.today() == 0.0
    spending.add(0.1)
    assert Spending(tmp_path / FILE, clock=clock).today() == pytest.approx(0.1)


def test_threads_lose_nothing_of_each_others_spending(tmp_path: Path) -> None:
    spending = Spending(tmp_path / FILE, clock=Clock(NOON))
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(spending.add, [0.125] * 64))
    assert spending.today() == 8.0
    assert Spending(tmp_path / FILE, clock=Clock(NOON)).today() == 8.0
    assert [file.name for file in tmp_path.iterdir()] == [FILE]
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"day": "soon", "dollars": 1}', '{"day": "2026-11-25", "dollars": NaN}']
)
def test_a_damaged_file_is_said_and_counts_as_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    (tmp_path / FILE).write_text(text)
    spending = Spending(tmp_path / FILE, 1.0, clock=Clock(NOON))
    assert spending.today() == 0.0
    assert "counts from zero" in caplog.text
    spending.add(0.5)
    assert Spending(tmp_path / FILE, clock=Clock(NOON)).today() == 0.5


def test_a_file_that_cannot_be_written_is_said_and_the_limit_holds(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    spending = Spending(tmp_path / "nowhere" / FILE, 1.0, clock=Clock(NOON))
    spending.add(1.0)
    assert "cannot be written" in caplog.text
    with pytest.raises(CostLimitError):
        spending.check()
