"""What visitors think of the answers they were given."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from ui.api.schema_kept import Feedback
from ui.api.schema_told import told
from ui.http.visitor import require_administrator, visitor_of
from ui.requests import FeedbackBody, FeedbackQuery
from ui.service import LocalService
from ui.wire import Json


def add_feedback_routes(router: APIRouter, service: LocalService) -> None:
    """`/api/feedback`: given by anybody, listed for administrators."""

    @router.post("/api/feedback", status_code=204)
    def give(request: Request, body: FeedbackBody) -> None:
        """Keep what the visitor thinks of an answer, instead of what they thought before."""
        service.engine.feedback.give(body.answer_id, visitor_of(request.scope).id, body.opinion)

    @router.get("/api/feedback", dependencies=[Depends(require_administrator)], **told(Feedback))
    def feedback(query: Annotated[FeedbackQuery, Query()]) -> Json:
        """What was given, the newest first."""
        return service.feedback(query)
