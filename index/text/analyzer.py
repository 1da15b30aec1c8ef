"""Tokenizes text as the lexical index does: lower case, no accents, stemmed."""

import re
from functools import lru_cache

import tantivy

_CJK = re.compile("([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")


def analyzer() -> tantivy.TextAnalyzer:
    """Build the analyzer: split into words of at most 60 bytes, lower-case, fold accents, stem as English."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(60),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("english"),
    ):
        builder = builder.filter(step)
    return builder.build()


def spaced(text: str) -> str:
    """Put spaces around each Chinese, Japanese or Korean character, so that each counts as a word."""
    return _CJK.sub(r" \1 ", text)


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of `text` in order, as the lexical index stores them."""
    return tuple(_ANALYZER.analyze(spaced(text)))


_ANALYZER = analyzer()
