"""Everything that knows a human language: numbers, dates, names, attribution, negation, sentences, keywords.

Word lists are data files in `data/<language code>/`, read by `word_lists.py`.
May import `rag.schema` and `index`.
"""

from rag.language.attribution import attributed, attribution_of
from rag.language.coreference import resolve_reference, sayer_in, subject_of, with_references
from rag.language.counted_nouns import counted_keyword, counted_noun, counts_other, is_subtotal
from rag.language.dates import whole_date
from rag.language.entities import NameMention, names_in, persons_in
from rag.language.figures import plain_figures
from rag.language.hedges import hedge_before, is_bound
from rag.language.keywords import Keyword, content_stems, content_words, keywords_of, term_overlap
from rag.language.mention import Mention
from rag.language.name_variants import asks_who
from rag.language.numbers import numbers_in
from rag.language.quantities import Figure, competing_figure, figures_in, same_figure
from rag.language.quotations import quotation_spans
from rag.language.sentence import Sentence, independent_sentences, same_statement, sentences_of
from rag.language.synonyms import Phrase
from rag.language.word_lists import word_set

__all__ = [
    "Figure",
    "Keyword",
    "Mention",
    "NameMention",
    "Phrase",
    "Sentence",
    "asks_who",
    "attributed",
    "attribution_of",
    "competing_figure",
    "content_stems",
    "content_words",
    "counted_keyword",
    "counted_noun",
    "counts_other",
    "figures_in",
    "hedge_before",
    "independent_sentences",
    "is_bound",
    "is_subtotal",
    "keywords_of",
    "names_in",
    "numbers_in",
    "persons_in",
    "plain_figures",
    "quotation_spans",
    "resolve_reference",
    "same_figure",
    "same_statement",
    "sayer_in",
    "sentences_of",
    "subject_of",
    "term_overlap",
    "whole_date",
    "with_references",
    "word_set",
]
