"""Convert an answer to a chat completion: one text, with an annotation for every citation mark. Pure functions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from rag.generation.usage import Usage
from rag.schema.answer import Answer
from rag.schema.citation import Citation, Claim
from ui.serialization.links import web_address
from ui.serialization.serializers import Json, answer_json

FAILED = ("contradicted", "unsupported")
NOTHING = "No answer found in these articles."
WITHDRAWN = "\n\nThe text above is withdrawn. Instead:\n\n"
_NOTE = "> "
"""Begins a note: Markdown shows it as a quotation, and it is left out of the conversation."""
_MARK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text. `marks` are the (number, start, end) of its citation marks."""

    text: str
    marks: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The fields that all parts of one completion share. `base` is the URL of this server, with a "/" at the end."""

    id: str
    created: int
    model: str
    base: str

    def of(self, kind: str, choices: Sequence[Json], **more: object) -> Json:
        """Return an object of the API."""
        common = {"id": self.id, "object": kind, "created": self.created, "model": self.model}
        return {**common, "choices": list(choices), **more}


def completion(head: Head, answer: Answer, usage: Usage) -> Json:
    """Return the whole answer."""
    parts = pieces(answer)
    message = {
        "role": "assistant",
        "content": text_of(parts),
        "refusal": None,
        "annotations": annotations(parts, answer.citations, head.base),
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return head.of("chat.completion", [choice], usage=usage_json(usage), citewell=answer_json(answer))


def chunk(head: Head, delta: Json, finish: str | None = None, **more: object) -> Json:
    """Return a chunk of a stream."""
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    return head.of("chat.completion.chunk", [choice], **more)


def usage_json(usage: Usage) -> Json:
    """Return the token counts of the language model."""
    tokens = usage.tokens
    return {
        "prompt_tokens": tokens.input,
        "completion_tokens": tokens.output,
        "total_tokens": tokens.input + tokens.output,
    }


def pieces(answer: Answer) -> list[Piece]:
    """Split the text of an answer: the short answer unless a sentence repeats it, the sentences, and the notes. Without
    sentences return the notices."""
    if not answer.claims:
        return [Piece("\n\n".join(notice.text for notice in answer.notices) or NOTHING)]
    sentences = [claim.text for claim in answer.claims]
    short = answer.short_answer
    opening = [] if short in ("", " ".join(sentences), *sentences) else [Piece(f"{short}\n\n")]
    claims = [claim_piece(claim, at) for at, claim in enumerate(answer.claims)]
    return [*opening, *claims, *(Piece(f"\n\n{_NOTE}{' '.join(note.split())}") for note in _notes(answer))]


def claim_piece(claim: Claim, position: int) -> Piece:
    """Return a sentence with its citation marks, to append to those before it."""
    text, marks = f"{' ' if position else ''}{claim.marked}", list[tuple[int, int, int]]()
    at = len(text) - sum(len(f"[{n}]") for n in claim.citations)
    for n in claim.citations:
        marks.append((n, at, at + len(f"[{n}]")))
        at = marks[-1][2]
    return Piece(text, tuple(marks))


def remaining_pieces(answer: Answer, sent: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return (all pieces of a stream, those not yet `sent`).

    If the answer no longer begins with what was sent, a sentence withdraws it, because sent text cannot be removed.
    """
    whole = pieces(answer)
    if whole[: len(sent)] == list(sent):
        return whole, whole[len(sent) :]
    rest = [Piece(WITHDRAWN), *whole]
    return [Piece(text_of(sent)), *rest], rest


def text_of(parts: Sequence[Piece]) -> str:
    """Join the pieces."""
    return "".join(piece.text for piece in parts)


def annotations(parts: Sequence[Piece], citations: Sequence[Citation], base: str) -> list[Json]:
    """Return an annotation for every citation mark in the text, with the address of its article."""
    cited = {citation.n: citation for citation in citations}
    marks, before = list[Json](), 0
    for piece in parts:
        marks += [
            _annotation(cited[n], base, before + start, before + end) for n, start, end in piece.marks if n in cited
        ]
        before += len(piece.text)
    return marks


def said_before(text: str) -> str:
    """Return the sentences of an earlier answer, for the conversation: without the short answer, the notes, and
    withdrawn text."""
    lines = text.rpartition(WITHDRAWN)[2].splitlines()
    content = "\n".join(line for line in lines if not line.startswith(_NOTE)).strip()
    first, _, rest = content.partition("\n\n")
    is_short = _MARK.search(rest) and not _MARK.search(first) and not first.endswith((".", "!", "?"))
    return rest if is_short else content


def _annotation(citation: Citation, base: str, start: int, end: int) -> Json:
    article = citation.article
    # The passage lets visitors in who may read only passages.
    query = f"version={article.version}&passage={quote(citation.passage_id, safe='')}"
    ours = f"{base}api/articles/{quote(article.id, safe='')}?{query}"
    cited = {
        "url": web_address(article.url) or ours,
        "title": article.title,
        "start_index": start,
        "end_index": end,
    }
    return {"type": "url_citation", "url_citation": cited}


def _notes(answer: Answer) -> list[str]:
    """Return what readers of plain text must know: the sentences that failed their check, and the notices."""
    failed = [
        f"{claim.verdict.capitalize()}: “{claim.text}” ({'; '.join(claim.reasons)})"
        for claim in answer.claims
        if claim.verdict in FAILED
    ]
    return [*failed, *(notice.text for notice in answer.notices)]
