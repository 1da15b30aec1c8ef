"""What is answered under `/v1/`, as the OpenAPI description has it; `ui.openai.shape` makes the JSON."""

from typing import Any, Literal

from pydantic import BaseModel

from ui.api.schema import Answer


class UrlCitation(BaseModel):
    """Where a mark stands in the content, and what it cites."""

    url: str
    title: str
    start_index: int
    end_index: int


class Annotation(BaseModel):
    """One mark of the content."""

    type: Literal["url_citation"]
    url_citation: UrlCitation


class Reply(BaseModel):
    """The answer as one text."""

    role: Literal["assistant"]
    content: str
    refusal: None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The one choice."""

    index: int
    message: Reply
    logprobs: None
    finish_reason: Literal["stop"]


class UsageTold(BaseModel):
    """Tokens of the language model."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(BaseModel):
    """`citewell` is the whole answer."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[Choice]
    usage: UsageTold
    citewell: Answer


class Delta(BaseModel):
    """What is new; the annotations come last."""

    role: Literal["assistant"] | None = None
    content: str | None = None
    annotations: list[Annotation] = []


class ChunkChoice(BaseModel):
    """The one choice, as far as it is."""

    index: int
    delta: Delta
    logprobs: None
    finish_reason: Literal["stop"] | None


class CompletionChunk(BaseModel):
    """A step of a stream; the last choice brings the whole answer, `citewell`."""

    id: str
    object: Literal["chat.completion.chunk"]
    created: int
    model: str
    choices: list[ChunkChoice]
    usage: UsageTold | None = None
    citewell: Answer | None = None


class Model(BaseModel):
    """The one model."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class Models(BaseModel):
    """All there are."""

    object: Literal["list"]
    data: list[Model]


class Fault(BaseModel):
    """What went wrong."""

    message: str
    type: str
    param: str | None
    code: None


class Refusal(BaseModel):
    """An error as OpenAI tells it."""

    error: Fault


COMPLETION_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Completion,
        "description": "The answer, or the steps that lead to it.",
        "content": {"text/event-stream": {"itemSchema": {"$ref": "#/components/schemas/CompletionChunk"}}},
    }
}
