"""Words as the indexes compare them: lower-case, without accents, stemmed."""

import re
from functools import lru_cache

import tantivy

_CJK = re.compile("([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")


def analyzer() -> tantivy.TextAnalyzer:
    """The chain that turns a text into words: split, lower-case, fold accents, stem as English."""
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
    """`text` with the characters of scripts that write no spaces set apart, each a word of its own."""
    return _CJK.sub(r" \1 ", text)


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """The words of `text` in order, as the lexical index knows them."""
    return tuple(_ANALYZER.analyze(spaced(text)))


_ANALYZER = analyzer()
