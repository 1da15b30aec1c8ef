"""Routes for a visitor's saved conversations."""

import re
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from rag.storage.conversations import Conversations as ConversationStore
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
        "description": "A file: Markdown, or the saved conversation with `format=json`.",
    }
}
UNTITLED = ConversationBody()


def add_conversation_routes(router: APIRouter, service: LocalService) -> None:
    """Add `/api/conversations` and the routes below it. Another visitor's conversation counts as not found."""
    _add_list_routes(router, service.engine.conversations)
    _add_item_routes(router, service.engine.conversations)


def _add_list_routes(router: APIRouter, store: ConversationStore) -> None:
    @router.get("/api/conversations", **returns(Conversations))
    def conversations(request: Request, search: Annotated[str, Query(max_length=LONGEST_SEARCH)] = "") -> Json:
        """List the visitor's conversations, last changed first; with `search`, those that contain all its words."""
        owner = visitor_of(request.scope).id
        return {"conversations": [listed_json(conversation) for conversation in store.list(owner, search)]}

    @router.post("/api/conversations", status_code=201, **returns(Conversation, 201))
    def begin(request: Request, body: ConversationBody = UNTITLED) -> Json:
        """Begin a conversation. Send its `id` with `POST /api/chat` to ask in it."""
        owner = visitor_of(request.scope).id
        return listed_json(store.get(store.begin(owner, body.title), owner))

    @router.delete("/api/conversations", **returns(Forgotten))
    def forget_all(request: Request) -> Json:
        """Delete all questions, answers and feedback of the visitor."""
        deleted = store.forget_all(visitor_of(request.scope).id)
        return {"forgotten": deleted.answers, "conversations": deleted.conversations}


def _add_item_routes(router: APIRouter, store: ConversationStore) -> None:
    @router.get("/api/conversations/{conversation_id}", **returns(WholeConversation))
    def conversation(request: Request, conversation_id: str) -> Json:
        """Return a conversation with all its questions and answers."""
        return conversation_json(store.get(conversation_id, visitor_of(request.scope).id))

    @router.patch("/api/conversations/{conversation_id}", **returns(Conversation))
    def rename(request: Request, conversation_id: str, body: ConversationBody) -> Json:
        """Change the title of a conversation."""
        owner = visitor_of(request.scope).id
        store.rename(conversation_id, owner, body.title)
        return listed_json(store.get(conversation_id, owner))

    @router.delete("/api/conversations/{conversation_id}", status_code=204)
    def forget(request: Request, conversation_id: str) -> None:
        """Delete a conversation and its answers."""
        store.forget(visitor_of(request.scope).id, [conversation_id])

    @router.get("/api/conversations/{conversation_id}/export", response_model=None, responses=EXPORTED)
    def export(request: Request, conversation_id: str, format: Literal["markdown", "json"] = "markdown") -> Response:
        """Export a conversation with all its citations, as Markdown or as JSON."""
        saved = store.get(conversation_id, visitor_of(request.scope).id)
        if format == "json":
            return JSONResponse(conversation_json(saved), headers=_as_file(saved, "json"))
        return PlainTextResponse(
            conversation_markdown(saved), headers=_as_file(saved, "md"), media_type="text/markdown"
        )


def _as_file(conversation: Listed, ending: str) -> dict[str, str]:
    """Return headers that make a browser save the file, named after the title; old browsers use the id."""
    words = re.sub(r"[\W_]+", "-", conversation.title).strip("-") or conversation.id
    plain, named = f"citewell-{conversation.id}.{ending}", quote(f"citewell-{words}.{ending}")
    return {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{named}"}
