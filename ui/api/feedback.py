"""What visitors think of the answers they were given."""

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
"""Answers that are asked after at once: as many as a conversation has."""


def add_feedback_routes(router: APIRouter, service: LocalService) -> None:
    """`/api/feedback`: given by anybody, who can ask after their own; listed for administrators."""

    @router.post("/api/feedback", status_code=204)
    def give(request: Request, body: FeedbackBody) -> None:
        """Keep what the visitor thinks of an answer, instead of what they thought before."""
        service.engine.feedback.give(body.answer_id, visitor_of(request.scope).id, body.opinion)

    @router.get("/api/feedback/own", **returns(OwnFeedback))
    def own(request: Request, answer_id: Annotated[list[Id], Query(max_length=MOST_ASKED)]) -> Json:
        """What the visitor thinks of these answers, as far as they have said."""
        found = service.engine.feedback.own(answer_id, visitor_of(request.scope).id)
        return {"feedback": [{"answer_id": id, **asdict(given)} for id, given in found.items()]}

    @router.get("/api/feedback", dependencies=[Depends(require_administrator)], **returns(Feedback))
    def feedback(query: Annotated[FeedbackQuery, Query()]) -> Json:
        """What was given, the newest first."""
        return service.feedback(query)
