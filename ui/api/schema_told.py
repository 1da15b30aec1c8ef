"""How a route says what it answers with."""

from typing import Any

from pydantic import BaseModel


def told(model: type[BaseModel], status: int = 200) -> dict[str, Any]:
    """What to give a route's decorator. The model describes the JSON and does not make it: `ui.wire` does, so that a
    member more than is described is never lost on the way."""
    return {"response_model": None, "responses": {status: {"model": model}}}
