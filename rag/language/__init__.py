"""Everything that knows a human language: numbers, dates, names, attribution, negation, sentences, keywords.

Word lists are data files in `data/<language code>/`, read by `word_lists.py`.
May import `rag.schema` and `index`.
"""

from rag.language.attribution import attributed, attribution_of
from rag.language.coreference import resolve_reference, sayer_in, subject_of, with_references
from rag.language.counted_nouns import counted_keyword, counted_noun, counts_other, is_subtotal
from rag.language.entities import NameMention, names_in, persons_in
from rag.language.event_predicates import lives_lost_in
from rag.language.figures import plain_figures
from rag.language.hedges import hedge_before, is_bound
from rag.language.introductions import with_introduction
from rag.language.keywords import Keyword, content_stems, content_words, keywords_of, term_overlap
from rag.language.markup import (
    is_heading,
    with_referent,
    without_citation_numbers,
    without_draft_markdown,
    without_markdown,
)
from rag.language.mention import Mention
from rag.language.name_variants import (
    asks_who,
    capital_words,
    folded_name,
    name_like_words,
    name_words,
    names_us,
    other_names,
    same_name_word,
)
from rag.language.negation import denied_scopes, denies, limited_scopes, tells_of_loss
from rag.language.numbers import numbers_in
from rag.language.parties import same_party
from rag.language.patterns import Match, load_patterns
from rag.language.publishers import publishers_in
from rag.language.quantities import Figure, competing_figure, end_with_percent, figures_in, same_figure
from rag.language.quotations import comparable_words, quotation_parts, quotation_spans
from rag.language.sentences import Sentence, independent_sentences, same_statement, sentences_of
from rag.language.synonyms import Phrase
from rag.language.word_lists import data_lines, data_table, word_class, word_list, word_pairs
from rag.language.words import bare_words, first_word, letter_words, written_words

__all__ = [
    "Figure",
    "Keyword",
    "Match",
    "Mention",
    "NameMention",
    "Phrase",
    "Sentence",
    "asks_who",
    "attributed",
    "attribution_of",
    "bare_words",
    "capital_words",
    "comparable_words",
    "competing_figure",
    "content_stems",
    "content_words",
    "counted_keyword",
    "counted_noun",
    "counts_other",
    "data_lines",
    "data_table",
    "denied_scopes",
    "denies",
    "end_with_percent",
    "figures_in",
    "first_word",
    "folded_name",
    "hedge_before",
    "independent_sentences",
    "is_bound",
    "is_heading",
    "is_subtotal",
    "keywords_of",
    "letter_words",
    "limited_scopes",
    "lives_lost_in",
    "load_patterns",
    "name_like_words",
    "name_words",
    "names_in",
    "names_us",
    "numbers_in",
    "other_names",
    "persons_in",
    "plain_figures",
    "publishers_in",
    "quotation_parts",
    "quotation_spans",
    "resolve_reference",
    "same_figure",
    "same_name_word",
    "same_party",
    "same_statement",
    "sayer_in",
    "sentences_of",
    "subject_of",
    "tells_of_loss",
    "term_overlap",
    "with_introduction",
    "with_references",
    "with_referent",
    "without_citation_numbers",
    "without_draft_markdown",
    "without_markdown",
    "word_class",
    "word_list",
    "word_pairs",
    "written_words",
]
