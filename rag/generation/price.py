"""Prices of a language model's tokens, from a file (`rag/generation/prices.toml`, or the user's own)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import UsageError

BUILT_IN = Path(__file__).parent / "prices.toml"
_CHARACTERS_A_TOKEN = 4
_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$")
_Dollars = Annotated[float, Field(ge=0, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Numbers of input and output tokens."""

    input: int
    output: int


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens."""

    input: _Dollars
    output: _Dollars

    def of(self, tokens: Tokens) -> float:
        """Return the cost of these tokens in US dollars."""
        return (tokens.input * self.input + tokens.output * self.output) / 1_000_000


FREE = Price(0.0, 0.0)


class _Table(BaseModel):
    """The content of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    noted: date
    models: dict[str, Price]


def read_prices(file: Path | None = None) -> Mapping[str, Price]:
    """Map each model's name to its price, from `file` or from the table that comes with the project.

    Raises:
        UsageError: The file cannot be read, or is no table of prices.
    """
    file = file or BUILT_IN
    try:
        return _Table.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))).models
    except OSError as error:
        raise UsageError(
            f"the prices in {file} cannot be read ({error.strerror}); check CITEWELL_LLM_PRICES"
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"{file}: {where}: {first['msg']}; write it as rag/generation/prices.toml is written"
        ) from error
    except ValueError as error:  # not TOML, or not UTF-8
        raise UsageError(f"{file} is not TOML ({error}); write it as rag/generation/prices.toml is written") from error


def price_of(model: str, prices: Mapping[str, Price]) -> Price | None:
    """Return the model's price, None if unknown; a dated version costs what the model costs."""
    return prices.get(model) or prices.get(_DATED.sub("", model))


def estimated_tokens(characters: int) -> int:
    """Estimate the tokens of a text from its characters."""
    return -(-characters // _CHARACTERS_A_TOKEN)
