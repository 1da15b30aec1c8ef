"""A store whose process was killed is, once another has finished, the store of a process that was not."""

import pytest

from tests.kill.kill import ORDER, Kills

TRIES = 12


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> Kills:
    return Kills(tmp_path_factory.mktemp("kills"))


@pytest.mark.parametrize("seed", range(TRIES), ids=lambda seed: f"{ORDER[seed % len(ORDER)]}-{seed}")
def test_a_killed_process_leaves_nothing_lost_and_nothing_twice(kills: Kills, seed: int) -> None:
    _, left, whole = kills.try_(seed)
    assert left == whole
