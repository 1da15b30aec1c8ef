"""How many people live somewhere, as news and gazetteers say it. Pure.

"There were 3,559 people residing in the city" says what "the population was 3,559" does; "the population density was
82" and "5% of the population" do not.
"""

import re

from rag.language.figures import plain_figures
from rag.language.mention import Mention
from rag.language.quantities import Figure

_ASKED = re.compile(
    r"\bpopulation\b(?!\s+(?:density|growth|change|cent(?:re|er)))|"
    r"\bhow many (?:people|persons|residents|inhabitants) (?:live|lived|reside|resided)\b",
    re.IGNORECASE,
)
_POPULATION = re.compile(
    r"\bpopulation\b(?!\s+(?:density|growth|change|cent(?:re|er)|history|projections?|rate|decline|loss))",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"^\s*(?:people|persons|inhabitants|residents|souls)\b(?!\s*(?:per\b|/|a square))", re.IGNORECASE)
_DWELLERS = re.compile(r"^\s*(?:inhabitants|residents|souls)\b", re.IGNORECASE)
_LIVE = re.compile(
    r"\b(?:resid(?:e|ed|es|ing)|liv(?:e|ed|es|ing)|inhabited|census|home to|population|populated)\b", re.IGNORECASE
)
_FOR_EACH = re.compile(r"\b(?:per|for every|in every)\s+$", re.IGNORECASE)
FAR = 120
"""Characters between the word "population" and its figure, beyond which the two have nothing to do with each other."""


def asks_population(question: str) -> bool:
    """Whether `question` asks how many people live somewhere."""
    return bool(_ASKED.search(question))


def is_population(text: str, figure: Mention[Figure]) -> bool:
    """Whether a sentence gives `figure` as the number of those who live somewhere."""
    before, after = text[: figure.start], text[figure.end :]
    if figure.item.unit or _FOR_EACH.search(before):
        return False
    if _PEOPLE.match(after) and (_DWELLERS.match(after) or _LIVE.search(text)):
        return True
    named = [match.end() for match in _POPULATION.finditer(before)]
    if not named or figure.start - named[-1] > FAR:
        return False
    return not any(named[-1] <= one.start < figure.start for one in plain_figures(text))
