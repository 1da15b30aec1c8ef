"""What tokens cost."""

from pathlib import Path

import pytest

from index.errors import UsageError
from rag.generation.price import Price, Tokens, estimated_tokens, price_of, read_prices
from rag.llama_index.providers import OPENAI_MODEL


def test_the_built_in_table_knows_the_default_model() -> None:
    price = price_of(OPENAI_MODEL, read_prices())
    assert price == Price(0.10, 0.50)
    assert price.of(Tokens(1_000_000, 100_000)) == pytest.approx(0.15)


def test_a_dated_version_costs_what_the_model_costs() -> None:
    prices = read_prices()
    assert price_of("gpt-4o-mini-2024-07-18", prices) == price_of("gpt-4o-mini", prices)
    assert price_of("gpt-4o-mini-audio", prices) is None


def test_a_file_of_ones_own_replaces_the_table(tmp_path: Path) -> None:
    file = tmp_path / "prices.toml"
    file.write_text('noted = 2026-11-25\n[models]\n"mine" = { input = 1, output = 2.5 }\n')
    assert read_prices(file) == {"mine": Price(1.0, 2.5)}


@pytest.mark.parametrize(("text", "problem"), [
    ("noted = ", "is not TOML"),
    ("noted = 2026-11-25\n[models]\nmine = { input = -1, output = 2 }\n", "models.mine.input"),
    ("noted = 2026-11-25\n[models]\nmine = { input = inf, output = 2 }\n", "models.mine.input"),
    ("noted = 2026-11-25\n[models]\nmine = { input = 1 }\n", "models.mine.output"),
    ("[models]\n", "noted"),
    ("noted = 2026-11-25\nwrong = 1\n[models]\n", "wrong"),
])  # fmt: skip
def test_a_file_that_is_no_table_says_where(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "prices.toml"
    file.write_text(text)
    with pytest.raises(UsageError) as caught:
        read_prices(file)
    assert problem in str(caught.value)
    assert str(file) in str(caught.value)


@pytest.mark.parametrize(("characters", "tokens"), [(0, 0), (1, 1), (4, 1), (5, 2), (4000, 1000)])
def test_estimates_round_up(characters: int, tokens: int) -> None:
    assert estimated_tokens(characters) == tokens
