"""Reword questions as people type them."""

import random
import re

from rag.language.keywords import content_words
from training.words import POLITE

_WH = re.compile(r"\b(?:what|who|whom|whose|when|where|which|why|how)\b", re.IGNORECASE)


def typed(question: str, rng: random.Random) -> str:
    """Return `question` in a form that searchers use: unchanged, lower case, without its mark, or keywords."""
    question = " ".join(question.split())
    if rng.random() < 0.06:
        return key_words(question)
    if rng.random() < 0.35:
        question = question.lower()
    if rng.random() < 0.4:
        question = question.rstrip("?. ")
    if rng.random() < 0.04:
        question = rng.choice(POLITE).format(question=question[:1].lower() + question[1:])
    if rng.random() < 0.03:
        question = _slip(question, rng)
    return question


def key_words(question: str) -> str:
    """Return the keywords of a question, with its question word if it asks for a number or a day."""
    words = [word.lower() for word in content_words(question)]
    asked = _WH.search(question)
    if asked and asked[0].lower() in ("who", "when", "where", "how"):
        words = [*("how many" if "many" in question.lower() else asked[0].lower()).split(), *words]
    return " ".join(dict.fromkeys(words)) or question


def _slip(question: str, rng: random.Random) -> str:
    """Swap two letters of one word."""
    places = [at for at in range(1, len(question) - 1) if question[at : at + 2].isalpha()]
    if not places:
        return question
    at = rng.choice(places)
    return question[:at] + question[at + 1] + question[at] + question[at + 2 :]
