"""How a route says what it answers with."""

from typing import Any

from pydantic import BaseModel


def returns(model: type[BaseModel], status: int = 200) -> dict[str, Any]:
    """Return what a route's decorator takes to describe its answer.

    The model describes the JSON and does not make it: `ui.serialization` does, so a member that the model does not
    describe is never lost.
    """
    return {"response_model": None, "responses": {status: {"model": model}}}
