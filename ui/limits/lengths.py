"""Limits on the length of a question and its conversation."""

from dataclasses import dataclass

from fastapi.exceptions import RequestValidationError

from ui.serialization.requests import LONGEST_HISTORY, LONGEST_QUESTION, MOST_TURNS, Said


@dataclass(frozen=True, slots=True)
class Lengths:
    """Longest question and history, in characters, and most turns. `ui.serialization.requests` has the upper bounds."""

    question: int = LONGEST_QUESTION
    turns: int = MOST_TURNS
    history: int = LONGEST_HISTORY

    def check(self, asked: str, body: Said, field: str = "question") -> None:
        """Check a question, which stands in the `field` of a body, and the conversation before it.

        Raises:
            RequestValidationError: One of them is too long.
        """
        if len(asked) > self.question:
            raise _too_long(field, f"is longer than {self.question} characters; ask in fewer words")
        if len(body.history) > self.turns:
            raise _too_long("history", f"has more than {self.turns} turns; send the last of them")
        if sum(len(turn.text) for turn in body.history) > self.history:
            raise _too_long("history", f"has more than {self.history} characters; send the last turns")


def _too_long(field: str, problem: str) -> RequestValidationError:
    return RequestValidationError([{"type": "too_long", "loc": ("body", field), "msg": problem}])
