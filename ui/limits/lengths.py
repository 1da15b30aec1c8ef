"""How long a question and what was said before it may be."""

from dataclasses import dataclass

from fastapi.exceptions import RequestValidationError

from ui.serialization.requests import LONGEST_HISTORY, LONGEST_QUESTION, MOST_TURNS, Said


@dataclass(frozen=True, slots=True)
class Lengths:
    """Characters of a question, turns of the conversation before it, and characters of these together. What is said
    in `ui.serialization.requests` is the most that any of them can be."""

    question: int = LONGEST_QUESTION
    turns: int = MOST_TURNS
    history: int = LONGEST_HISTORY

    def check(self, asked: str, body: Said, field: str = "question") -> None:
        """See that what is asked, in the `field` of a body, keeps to them.

        Raises:
            RequestValidationError: it does not.
        """
        if len(asked) > self.question:
            raise _too_long(field, f"is longer than the {self.question} characters that are taken; ask in fewer words")
        if len(body.history) > self.turns:
            raise _too_long("history", f"has more than the {self.turns} turns that are taken; send the last of them")
        if sum(len(turn.text) for turn in body.history) > self.history:
            raise _too_long(
                "history", f"has more than the {self.history} characters that are taken; send the last turns"
            )


def _too_long(field: str, problem: str) -> RequestValidationError:
    return RequestValidationError([{"type": "too_long", "loc": ("body", field), "msg": problem}])
