"""How many people live somewhere, as news and gazetteers say it. Pure.

"There were 3,559 people residing in the city" says what "the population was 3,559" does; "the population density was
82" and "5% of the population" do not.
"""

from rag.language.figures import plain_figures
from rag.language.mention import Mention
from rag.language.patterns import load_patterns
from rag.language.quantities import Figure

_PATTERNS = load_patterns("population")
FAR = 120
"""Characters between the word "population" and its figure, beyond which the two have nothing to do with each other."""


def asks_population(question: str) -> bool:
    """Whether `question` asks how many people live somewhere."""
    return bool(_PATTERNS["asked"].search(question))


def is_population(text: str, figure: Mention[Figure]) -> bool:
    """Whether a sentence gives `figure` as the number of those who live somewhere."""
    before, after = text[: figure.start], text[figure.end :]
    if figure.item.unit or _PATTERNS["for_each"].search(before):
        return False
    if _PATTERNS["people"].match(after) and (_PATTERNS["dwellers"].match(after) or _PATTERNS["live"].search(text)):
        return True
    named = [match.end() for match in _PATTERNS["population"].finditer(before)]
    if not named or figure.start - named[-1] > FAR:
        return False
    return not any(named[-1] <= one.start < figure.start for one in plain_figures(text))
