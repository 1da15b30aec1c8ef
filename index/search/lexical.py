"""The lexical index: BM25 over stems, with tantivy. It is derived and can be rebuilt from the catalogue.

Every passage has the stems that the analyzer of `index/text/` makes, as if it were English. One in a language with an
analysis of its own (`language_terms.py`) has the terms of that too.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import log
from pathlib import Path
from time import monotonic, sleep

import tantivy

from index.aliases.names import Spellings
from index.errors import StoreError
from index.search.language_terms import UNSPACED, language_terms, language_to_analyse
from index.system.disk import written
from index.text.analyzer import analyzer, spaced, stems

_ANALYZER, _AS_GIVEN = "citewell", "as given"
_NO_TERM = "-"
"""Stands for each word of a passage without terms of its own: BM25 weighs a term by the length of its passage beside
that of all."""
ELSEWHERE = 0.5
"""Weight of what the analyzer of all languages finds, if the question is in a language with terms of its own."""
_HEAP_BYTES = 64_000_000
"""Memory of the writer; tantivy needs at least 15 MB."""


class LexicalIndex:
    """A tantivy index of passage numbers and stems, in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("passage", stored=False, indexed=True, fast=True)
        builder.add_text_field("words", stored=False, tokenizer_name=_ANALYZER)
        builder.add_text_field("own", stored=False, tokenizer_name=_AS_GIVEN, index_option="freq")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, str(folder))
        self._index.register_tokenizer(_ANALYZER, analyzer())
        self._index.register_tokenizer(_AS_GIVEN, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        self._index.config_reader("manual")
        self._writer: tantivy.IndexWriter | None = None

    def count(self) -> int:
        """Return the number of passages in the index."""
        return int(self._index.searcher().num_docs)

    def change(self, add: Mapping[int, str] | None = None, remove: Iterable[int] = ()) -> None:
        """Add passages (number -> indexed text) and delete others, in one commit.

        Existing numbers are skipped: passages never change, and a passage replaced by itself would count twice in the
        word statistics until tantivy's next merge.
        """
        add = add or {}
        existing = set(self.numbers(list(add)))
        with written(self._folder, ValueError, OSError), self._whole():
            for number in remove:
                self._writing().delete_documents_by_term("passage", number)
            self.put({number: text for number, text in add.items() if number not in existing})
            self.commit()

    def clear(self) -> None:
        """Delete everything. Searches see this, and what is `put` afterwards, only after `commit`."""
        self._writing().delete_all_documents()

    def put(self, add: Mapping[int, str]) -> None:
        """Add new passages (number -> indexed text). Searches see them only after `commit`."""
        writer = self._writing()
        for number, text in add.items():
            fields: dict[str, object] = {"passage": number, "words": spaced(text)}
            _, _, passage = text.partition("\n")  # the heading's date is in English
            language = language_to_analyse(passage or text)
            terms = language_terms(text, language) if language else [_NO_TERM] * len(text.split())
            fields["own"] = " ".join(terms)
            writer.add_document(tantivy.Document.from_dict(fields, self._schema))

    def commit(self) -> None:
        """Make all changes visible to searches."""
        self._writing().commit()
        self._index.reload()

    def shed(self, wait_s: float = 10.0) -> None:
        """Delete obsolete segment files, which still contain deleted words.

        Raises:
            StoreError: A search still uses them after `wait_s` seconds.
        """
        deadline = monotonic() + wait_s
        while True:
            self._writing().garbage_collect_files()
            present = {file.name.partition(".")[0] for file in self._folder.iterdir()} - {"", "meta"}
            segments = json.loads((self._folder / "meta.json").read_text(encoding="utf-8"))["segments"]
            if present == {segment["segment_id"].replace("-", "") for segment in segments}:
                return
            if monotonic() >= deadline:
                raise StoreError(f"a search still uses old files of {self._folder}; try again")
            sleep(0.05)

    def numbers(self, among: Sequence[int] | None = None) -> list[int]:
        """Return every passage in the index, or those of `among`; a passage indexed twice comes twice."""
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return []
        wanted = tantivy.Query.all_query() if among is None else self._among(among)
        hits = searcher.search(wanted, searcher.num_docs, count=False).hits
        values = searcher.fast_field_values("passage", [at for _, at in hits])
        return [int(number) for number in values if number is not None]

    def best(
        self, query: str, limit: int, among: Sequence[int] | None = None, names: Sequence[Spellings] = ()
    ) -> dict[int, float]:
        """Search the index.

        Args:
            query: Any text; its stems are searched for, and its terms in its own language.
            limit: Maximum number of results.
            among: Passages to search; None for all.
            names: Known names in the query, each found in any of its spellings.

        Returns:
            {passage number: BM25 score}, best first, including dead passages.
        """
        words, language = dict.fromkeys(stems(query)), language_to_analyse(query)
        if not (words or language) or (among is not None and not among):
            return {}
        in_names = dict.fromkeys(word for name in names for word in stems(name.text))
        keywords = [self._word(word) for word in words if word not in in_names]
        wanted = _any_of([*keywords, *self._name_queries(names)])
        if language:
            wanted = self._in(language, query, wanted)
        if among is not None:
            allowed = tantivy.Query.const_score_query(self._among(among), 0.0)
            wanted = tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, allowed)])
        searcher = self._index.searcher()
        hits = searcher.search(wanted, limit, count=False).hits
        numbers = searcher.fast_field_values("passage", [address for _, address in hits])
        return {
            int(number): float(score) for number, (score, _) in zip(numbers, hits, strict=True) if number is not None
        }

    def frequency(self, words: Sequence[str]) -> int:
        """Return an upper bound of the number of passages that contain all these stems."""
        searcher = self._index.searcher()
        return min((searcher.doc_freq("words", word) for word in words), default=0)

    def _in(self, language: str, query: str, wanted: tantivy.Query) -> tantivy.Query:
        """Add to a query the terms that its text has in its own language; itself if no passage has any of them.

        A passage counts by those terms, which find more than the analyzer of all languages, or by half of what that
        finds; without spaces between words both count, since that one finds each character.
        """
        searcher = self._index.searcher()
        known = [term for term in dict.fromkeys(language_terms(query, language)) if searcher.doc_freq("own", term)]
        if not known:
            return wanted
        own = _any_of([tantivy.Query.term_query(self._schema, "own", term, "freq") for term in known])
        if language in UNSPACED:
            return _any_of([own, wanted])
        return tantivy.Query.disjunction_max_query([own, tantivy.Query.boost_query(wanted, ELSEWHERE)])

    def _word(self, word: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "words", word, "freq")

    def _name_queries(self, names: Sequence[Spellings]) -> Iterator[tantivy.Query]:
        """Yield one query per name: the best-scoring spelling of a passage counts, and no name counts twice."""
        done: set[tuple[str, ...]] = set()
        for name in names:
            own = stems(name.text)
            others = {form: other for other in name.others if (form := stems(other.text)) and form != own}
            queries = {own: _any_of([self._word(word) for word in own])}
            queries |= {form: self._phrase(form) for form in others if self.frequency(form)}
            if done.isdisjoint(queries):
                doubtful = {form for form, other in others.items() if other.doubtful}
                yield self._best_spelling(queries, {*doubtful, own} if name.doubtful else doubtful)
            done.update(queries)

    def _best_spelling(
        self, queries: Mapping[tuple[str, ...], tantivy.Query], doubtful: Collection[object]
    ) -> tantivy.Query:
        """Combine the spellings of a name, each weighted like the most frequent one.

        Without that, BM25 would rank passages with a rare spelling above all others. A `doubtful` spelling (here the
        country "US" and the word "us" are equal) keeps its own weight.
        """
        weights = {form: sum(map(self._idf, form)) for form in queries if form not in doubtful}
        commonest = max(weights, key=self.frequency, default=())
        boosts = {form: weights[commonest] / weight for form, weight in weights.items() if weight}
        boosted = [tantivy.Query.boost_query(query, boosts.get(form, 1.0)) for form, query in queries.items()]
        return tantivy.Query.disjunction_max_query(boosted) if len(boosted) > 1 else next(iter(queries.values()))

    def _phrase(self, words: Sequence[str]) -> tantivy.Query:
        if len(words) == 1:
            return self._word(words[0])
        return tantivy.Query.phrase_query(self._schema, "words", list(words))

    def _idf(self, word: str) -> float:
        """Return the inverse document frequency of a stem, as BM25 computes it."""
        frequency = self.frequency([word])
        return log(1 + (self._index.searcher().num_docs - frequency + 0.5) / (frequency + 0.5))

    def _among(self, numbers: Sequence[int]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, "passage", list(numbers))

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Drop the writer if the block fails, so that no later commit includes the block's changes."""
        try:
            yield
        except BaseException:
            self._writer = None
            raise

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP_BYTES, 1)
            # A process killed during a commit leaves files that make the same commit fail when it is repeated.
            self._writer.garbage_collect_files()
        return self._writer

    def close(self) -> None:
        """Close the writer after its pending merges."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None


def _any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
