"""Routes for feedback on answers."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from ui.api.responses import returns
from ui.api.schema_kept import Feedback, OwnFeedback
from ui.app.service import LocalService
from ui.auth.visitor import require_administrator, visitor_of
from ui.serialization.requests import FeedbackBody, FeedbackQuery, Id
from ui.serialization.serializers import Json

MOST_ASKED = 200
"""Most answers in one request for feedback: as many as a conversation can have."""


def add_feedback_routes(router: APIRouter, service: LocalService) -> None:
    """Add `/api/feedback`: anybody gives feedback and reads their own; administrators list all of it."""

    @router.post("/api/feedback", status_code=204)
    def give(request: Request, body: FeedbackBody) -> None:
        """Save the visitor's feedback on an answer, in place of any earlier feedback."""
        service.engine.feedback.give(body.answer_id, visitor_of(request.scope).id, body.opinion)

    @router.get("/api/feedback/own", **returns(OwnFeedback))
    def own(request: Request, answer_id: Annotated[list[Id], Query(max_length=MOST_ASKED)]) -> Json:
        """Return the visitor's own feedback on these answers."""
        opinions = service.engine.feedback.own(answer_id, visitor_of(request.scope).id)
        return {"feedback": [{"answer_id": id, **asdict(opinion)} for id, opinion in opinions.items()]}

    @router.get("/api/feedback", dependencies=[Depends(require_administrator)], **returns(Feedback))
    def feedback(query: Annotated[FeedbackQuery, Query()]) -> Json:
        """List feedback, newest first."""
        return service.feedback(query)
