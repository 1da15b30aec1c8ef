"""OpenAPI models of the responses below `/v1/`. `ui.openai.shape` makes the JSON."""

from typing import Any, Literal

from pydantic import BaseModel

from ui.api.schema import Answer


class UrlCitation(BaseModel):
    """The position of a citation mark in the content, and the cited article."""

    url: str
    title: str
    start_index: int
    end_index: int


class Annotation(BaseModel):
    """A citation mark in the content."""

    type: Literal["url_citation"]
    url_citation: UrlCitation


class Reply(BaseModel):
    """The answer as one text."""

    role: Literal["assistant"]
    content: str
    refusal: None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The only choice."""

    index: int
    message: Reply
    logprobs: None
    finish_reason: Literal["stop"]


class TokenUsage(BaseModel):
    """Token counts of the language model."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(BaseModel):
    """A completion; `citewell` is the whole answer."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[Choice]
    usage: TokenUsage
    citewell: Answer


class Delta(BaseModel):
    """The new part of the content; the annotations come last."""

    role: Literal["assistant"] | None = None
    content: str | None = None
    annotations: list[Annotation] = []


class ChunkChoice(BaseModel):
    """The new part of the only choice."""

    index: int
    delta: Delta
    logprobs: None
    finish_reason: Literal["stop"] | None


class CompletionChunk(BaseModel):
    """A chunk of a stream; the one with the last choice holds the whole answer, `citewell`."""

    id: str
    object: Literal["chat.completion.chunk"]
    created: int
    model: str
    choices: list[ChunkChoice]
    usage: TokenUsage | None = None
    citewell: Answer | None = None


class Model(BaseModel):
    """The only model."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class Models(BaseModel):
    """The list of models."""

    object: Literal["list"]
    data: list[Model]


class Fault(BaseModel):
    """The details of an error."""

    message: str
    type: str
    param: str | None
    code: None


class Refusal(BaseModel):
    """An error in OpenAI's format."""

    error: Fault


COMPLETION_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Completion,
        "description": "The answer as one object, or as a stream of chunks.",
        "content": {"text/event-stream": {"itemSchema": {"$ref": "#/components/schemas/CompletionChunk"}}},
    }
}
