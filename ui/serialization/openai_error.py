"""An error as OpenAI's API gives it."""

from ui.serialization.serializers import Json


def error_json(status: int, message: str, param: str | None = None) -> Json:
    """What went wrong."""
    kind = "invalid_request_error" if status < 500 else "server_error"
    return {"error": {"message": message, "type": kind, "param": param, "code": None}}
