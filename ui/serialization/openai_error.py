"""Errors in OpenAI's format."""

from ui.serialization.serializers import Json


def error_json(status: int, message: str, param: str | None = None) -> Json:
    """Return an error object of OpenAI's API; `param` names the invalid parameter."""
    kind = "invalid_request_error" if status < 500 else "server_error"
    return {"error": {"message": message, "type": kind, "param": param, "code": None}}
