"""The description of a route's response."""

from typing import Any

from pydantic import BaseModel


def returns(model: type[BaseModel], status: int = 200) -> dict[str, Any]:
    """Return the arguments that describe a response to a route's decorator.

    The model only describes the JSON, which `ui.serialization` makes. A member that the model lacks is never dropped.
    """
    return {"response_model": None, "responses": {status: {"model": model}}}
