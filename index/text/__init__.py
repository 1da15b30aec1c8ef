"""Text and dates at the lowest level: cleaning, sentences, language detection, the analyzer, strict dates.

It knows nothing about articles or stores.
May import `index.errors`.
"""

from index.text.analyzer import spaced, stems
from index.text.cleaning import canonical_url, clean_line, clean_text
from index.text.dates import date_in_words, from_micros, micros, parse_moment, parse_window_end, this_day
from index.text.language_detection import language_of, likeness
from index.text.sentences import Span, sentence_spans

__all__ = [
    "Span",
    "canonical_url",
    "clean_line",
    "clean_text",
    "date_in_words",
    "from_micros",
    "language_of",
    "likeness",
    "micros",
    "parse_moment",
    "parse_window_end",
    "sentence_spans",
    "spaced",
    "stems",
    "this_day",
]
