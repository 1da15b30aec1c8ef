"""Conversations that are kept: each visitor's own."""

import re
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from rag.storage.conversations import Listed
from ui.api.responses import returns
from ui.api.schema_kept import Conversation, Conversations, Forgotten, WholeConversation
from ui.app.service import LocalService
from ui.auth.visitor import visitor_of
from ui.serialization.export import conversation_json, conversation_markdown
from ui.serialization.requests import ConversationBody
from ui.serialization.saved import listed_json
from ui.serialization.serializers import Json

LONGEST_SEARCH = 200
EXPORTED: dict[int | str, dict[str, Any]] = {
    200: {
        "model": WholeConversation,
        "content": {"text/markdown": {"schema": {"type": "string"}}},
        "description": "A file: Markdown, or with `format=json` the conversation as it is kept.",
    }
}
UNTITLED = ConversationBody()


def add_conversation_routes(router: APIRouter, service: LocalService) -> None:
    """`/api/conversations` and what is below it. One of another visitor's is answered as one that there is not."""
    kept = service.engine.conversations

    @router.get("/api/conversations", **returns(Conversations))
    def conversations(request: Request, search: Annotated[str, Query(max_length=LONGEST_SEARCH)] = "") -> Json:
        """The visitor's own, the last changed first; with `search`, those in which all of its words stand."""
        return {"conversations": [listed_json(one) for one in kept.list(visitor_of(request.scope).id, search)]}

    @router.post("/api/conversations", status_code=201, **returns(Conversation, 201))
    def begin(request: Request, body: ConversationBody = UNTITLED) -> Json:
        """Begin a conversation; `POST /api/chat` with its `id` asks in it."""
        owner = visitor_of(request.scope).id
        return listed_json(kept.get(kept.begin(owner, body.title), owner))

    @router.delete("/api/conversations", **returns(Forgotten))
    def forget_all(request: Request) -> Json:
        """Delete all that the visitor asked, was answered, and thought of it."""
        gone = kept.forget_all(visitor_of(request.scope).id)
        return {"forgotten": gone.answers, "conversations": gone.conversations}

    @router.get("/api/conversations/{conversation_id}", **returns(WholeConversation))
    def conversation(request: Request, conversation_id: str) -> Json:
        """A conversation with all that was said in it."""
        return conversation_json(kept.get(conversation_id, visitor_of(request.scope).id))

    @router.patch("/api/conversations/{conversation_id}", **returns(Conversation))
    def rename(request: Request, conversation_id: str, body: ConversationBody) -> Json:
        """Give it a title."""
        owner = visitor_of(request.scope).id
        kept.rename(conversation_id, owner, body.title)
        return listed_json(kept.get(conversation_id, owner))

    @router.delete("/api/conversations/{conversation_id}", status_code=204)
    def forget(request: Request, conversation_id: str) -> None:
        """Delete it, with the answers that were given in it."""
        kept.forget(visitor_of(request.scope).id, [conversation_id])

    @router.get("/api/conversations/{conversation_id}/export", response_model=None, responses=EXPORTED)
    def export(request: Request, conversation_id: str, format: Literal["markdown", "json"] = "markdown") -> Response:
        """A file of it, with every citation: Markdown to read, or JSON as the answers were given."""
        found = kept.get(conversation_id, visitor_of(request.scope).id)
        if format == "json":
            return JSONResponse(conversation_json(found), headers=_as_file(found, "json"))
        return PlainTextResponse(
            conversation_markdown(found), headers=_as_file(found, "md"), media_type="text/markdown"
        )


def _as_file(conversation: Listed, ending: str) -> dict[str, str]:
    """What has a browser save it: named by letters and digits of the title, for those that know no more by its id."""
    words = re.sub(r"[\W_]+", "-", conversation.title).strip("-") or conversation.id
    plain, named = f"citewell-{conversation.id}.{ending}", quote(f"citewell-{words}.{ending}")
    return {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{named}"}
