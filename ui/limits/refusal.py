"""The refusal of a request that exceeds a limit."""

from typing import Literal

from starlette.types import Receive, Scope, Send

from ui.http.problems import problem

Reason = Literal["rate", "busy", "body"]


class RefusedError(Exception):
    """Why a request is refused. `after_s` is when to try again, in seconds; 0 if trying again does not help."""

    def __init__(self, reason: Reason, status: int, detail: str, after_s: int = 0) -> None:
        super().__init__(detail)
        self.reason = reason
        self.status = status
        self.after_s = after_s

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the refusal as problem details."""
        headers = {"Retry-After": str(self.after_s)} if self.after_s else None
        await problem(scope, self.status, str(self), headers, reason=self.reason)(scope, receive, send)
