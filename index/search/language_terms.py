"""Analyse text in its own language for the lexical index: stems, first letters of words, or pieces.

docs/languages.md says what each kind gains.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import tantivy

from index.embedding.tokenizer import shared_tokenizer
from index.text.language_detection import language_of

SNOWBALL: Mapping[str, str] = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""Language -> its stemmer by Snowball."""
CUT = frozenset(("be", "bg", "bs", "cs", "et", "hr", "lt", "lv", "mk", "pl", "sk", "sl", "sq", "sr", "uk"))
"""Languages with many endings, and no stemmer here that finds more than the first LETTERS letters of a word do. They
share their terms, so that it does no harm to take one for another."""
LETTERS = 5
UNSPACED = frozenset(("ja", "km", "lo", "my", "th", "zh"))
"""Languages without spaces between words: the pieces of the models' tokenizer stand for words."""
LANGUAGES = frozenset((*SNOWBALL, *CUT, *UNSPACED))
"""Languages with an analysis of their own; all others, English too, have that of `index/text/analyzer.py` alone."""
GUESS = 0.3
"""Least probability of a language: a wrong guess does little harm, as hardly any passage has its terms."""


def language_to_analyse(text: str) -> str:
    """Return the language of a passage if it is one of LANGUAGES, else ""."""
    code = language_of(text, GUESS)
    return code if code in LANGUAGES else ""


def language_terms(text: str, language: str) -> Sequence[str]:
    """Return the terms of `text` in a language of LANGUAGES, in order: "de:haus", "cut:мосто"."""
    if language in UNSPACED:
        pieces = (text[slice(*span)].strip() for span in shared_tokenizer().tokens(text).spans)
        return [f"{language}:{piece}" for piece in pieces if piece]
    words: Sequence[str] = _analyzer(language).analyze(text)
    return [f"cut:{word[:LETTERS]}" if language in CUT else f"{language}:{word}" for word in words]


@lru_cache
def _analyzer(language: str) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.remove_long(120)).filter(tantivy.Filter.lowercase())
    if language in SNOWBALL:
        builder = builder.filter(tantivy.Filter.stemmer(SNOWBALL[language]))
    return builder.build()
