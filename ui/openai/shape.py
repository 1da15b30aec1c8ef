"""An answer as a chat completion of OpenAI's API: one text, with an annotation at every citation's mark. Pure."""

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
NOTHING = "The articles do not answer this."
WITHDRAWN = "\n\nWhat stands above is withdrawn. Instead:\n\n"
_NOTE = "> "
"""Begins a line beside the answer: Markdown shows it set off, and a conversation is read without it."""
_MARK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text. `marks` are (number, start, end) of the citations' marks in it."""

    text: str
    marks: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What every part of one completion has in common. `base` is the address of this server, with a "/" at its end."""

    id: str
    created: int
    model: str
    base: str

    def of(self, kind: str, choices: Sequence[Json], **more: object) -> Json:
        """An object of the API."""
        common = {"id": self.id, "object": kind, "created": self.created, "model": self.model}
        return {**common, "choices": list(choices), **more}


def completion(head: Head, answer: Answer, usage: Usage) -> Json:
    """The whole answer."""
    told = pieces(answer)
    message = {
        "role": "assistant",
        "content": text_of(told),
        "refusal": None,
        "annotations": annotations(told, answer.citations, head.base),
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return head.of("chat.completion", [choice], usage=usage_json(usage), citewell=answer_json(answer))


def chunk(head: Head, delta: Json, finish: str | None = None, **more: object) -> Json:
    """A step of a stream."""
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    return head.of("chat.completion.chunk", [choice], **more)


def usage_json(usage: Usage) -> Json:
    """Tokens of the language model."""
    tokens = usage.tokens
    return {
        "prompt_tokens": tokens.input,
        "completion_tokens": tokens.output,
        "total_tokens": tokens.input + tokens.output,
    }


def pieces(answer: Answer) -> list[Piece]:
    """The text: the short answer where no sentence says it, the sentences, and notes on them; or why there are none."""
    if not answer.claims:
        return [Piece("\n\n".join(notice.text for notice in answer.notices) or NOTHING)]
    said = [claim.text for claim in answer.claims]
    short = answer.short_answer
    opening = [] if short in ("", " ".join(said), *said) else [Piece(f"{short}\n\n")]
    claims = [claim_piece(claim, at) for at, claim in enumerate(answer.claims)]
    return [*opening, *claims, *(Piece(f"\n\n{_NOTE}{' '.join(note.split())}") for note in _notes(answer))]


def claim_piece(claim: Claim, position: int) -> Piece:
    """A sentence with its marks, as it follows those before it."""
    text, marks = f"{' ' if position else ''}{claim.marked}", list[tuple[int, int, int]]()
    at = len(text) - sum(len(f"[{n}]") for n in claim.citations)
    for n in claim.citations:
        marks.append((n, at, at + len(f"[{n}]")))
        at = marks[-1][2]
    return Piece(text, tuple(marks))


def still_to_tell(answer: Answer, told: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """(all pieces of a stream that has `told` some of them, those still to come). Where the answer became another than
    it began, what was told is withdrawn in words, since it cannot be taken back."""
    whole = pieces(answer)
    if whole[: len(told)] == list(told):
        return whole, whole[len(told) :]
    rest = [Piece(WITHDRAWN), *whole]
    return [Piece(text_of(told)), *rest], rest


def text_of(told: Sequence[Piece]) -> str:
    """The pieces as one text."""
    return "".join(piece.text for piece in told)


def annotations(told: Sequence[Piece], citations: Sequence[Citation], base: str) -> list[Json]:
    """Every mark in the text, with where its citation is to be read."""
    cited = {citation.n: citation for citation in citations}
    found, before = list[Json](), 0
    for piece in told:
        found += [
            _annotation(cited[n], base, before + start, before + end) for n, start, end in piece.marks if n in cited
        ]
        before += len(piece.text)
    return found


def said_before(text: str) -> str:
    """What an answer said, when it is told again as part of a conversation: its sentences, without the short answer
    before them, the notes behind them, and what was withdrawn."""
    lines = text.rpartition(WITHDRAWN)[2].splitlines()
    said = "\n".join(line for line in lines if not line.startswith(_NOTE)).strip()
    first, _, rest = said.partition("\n\n")
    is_short = _MARK.search(rest) and not _MARK.search(first) and not first.endswith((".", "!", "?"))
    return rest if is_short else said


def _annotation(citation: Citation, base: str, start: int, end: int) -> Json:
    article = citation.article
    # Whoever may read passages alone gets this one.
    wanted = f"version={article.version}&passage={quote(citation.passage_id, safe='')}"
    ours = f"{base}api/articles/{quote(article.id, safe='')}?{wanted}"
    cited = {
        "url": web_address(article.url) or ours,
        "title": article.title,
        "start_index": start,
        "end_index": end,
    }
    return {"type": "url_citation", "url_citation": cited}


def _notes(answer: Answer) -> list[str]:
    """What a reader must know who is shown the text alone: the sentences that failed their check, and the notices."""
    failed = [
        f"{claim.verdict.capitalize()}: “{claim.text}” ({'; '.join(claim.reasons)})"
        for claim in answer.claims
        if claim.verdict in FAILED
    ]
    return [*failed, *(notice.text for notice in answer.notices)]
