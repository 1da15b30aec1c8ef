"""Recognise the number of people who live somewhere, as news and gazetteers give it. Pure.

"There were 3,559 people residing in the city" says what "the population was 3,559" does; "the population density was
82" and "5% of the population" do not.
"""

from rag.language.figures import plain_figures
from rag.language.mention import Mention
from rag.language.patterns import load_patterns
from rag.language.quantities import Figure

_PATTERNS = load_patterns("population")
FAR = 120
"""Most characters between the word "population" and its figure."""


def asks_population(question: str) -> bool:
    """Return whether `question` asks how many people live somewhere."""
    return bool(_PATTERNS["asked"].search(question))


def is_population(text: str, figure: Mention[Figure]) -> bool:
    """Return whether a sentence gives `figure` as a number of inhabitants."""
    before, after = text[: figure.start], text[figure.end :]
    if figure.item.unit or _PATTERNS["for_each"].search(before):
        return False
    if _PATTERNS["people"].match(after) and (_PATTERNS["dwellers"].match(after) or _PATTERNS["live"].search(text)):
        return True
    ends = [match.end() for match in _PATTERNS["population"].finditer(before)]
    if not ends or figure.start - ends[-1] > FAR:
        return False
    return not any(ends[-1] <= other.start < figure.start for other in plain_figures(text))
