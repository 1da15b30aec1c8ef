"""The lexical index: BM25 over stemmed words, with tantivy. It is derived, and can be rebuilt from the catalogue."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import log
from pathlib import Path
from time import monotonic, sleep

import tantivy

from index.aliases.names import Spellings
from index.errors import StoreError
from index.system.disk import written
from index.text.analyzer import analyzer, spaced, stems

_ANALYZER = "citewell"
_HEAP_BYTES = 64_000_000


class LexicalIndex:
    """A tantivy index of passage numbers and words, in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("passage", stored=False, indexed=True, fast=True)
        builder.add_text_field("words", stored=False, tokenizer_name=_ANALYZER)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, str(folder))
        self._index.register_tokenizer(_ANALYZER, analyzer())
        self._index.config_reader("manual")
        self._writer: tantivy.IndexWriter | None = None

    def count(self) -> int:
        """How many passages the index holds."""
        return int(self._index.searcher().num_docs)

    def change(self, add: Mapping[int, str] | None = None, remove: Iterable[int] = ()) -> None:
        """Add passages (number -> indexed text) and delete others, in one commit.

        A number that is there already stays as it is: a passage never changes, and one that was replaced by itself
        would count twice in the statistics of words until tantivy next merges.
        """
        add = add or {}
        held = set(self.numbers(list(add)))
        with written(self._folder, ValueError, OSError), self._whole():
            for number in remove:
                self._writing().delete_documents_by_term("passage", number)
            self.put({number: text for number, text in add.items() if number not in held})
            self.commit()

    def clear(self) -> None:
        """Delete everything; seen only after `commit`, as what is `put` then."""
        self._writing().delete_all_documents()

    def put(self, add: Mapping[int, str]) -> None:
        """Add passages (number -> indexed text) that are not there, unseen until `commit`."""
        writer = self._writing()
        for number, text in add.items():
            writer.add_document(tantivy.Document.from_dict({"passage": number, "words": spaced(text)}, self._schema))

    def commit(self) -> None:
        """Let searches see what was put."""
        self._writing().commit()
        self._index.reload()

    def shed(self, wait_s: float = 10.0) -> None:
        """Delete the files of what was indexed before: words that were deleted stand in them still.

        Raises:
            StoreError: somebody searches them, and does not finish.
        """
        until = monotonic() + wait_s
        while True:
            self._writing().garbage_collect_files()
            held = {file.name.partition(".")[0] for file in self._folder.iterdir()} - {"", "meta"}
            segments = json.loads((self._folder / "meta.json").read_text(encoding="utf-8"))["segments"]
            if held == {segment["segment_id"].replace("-", "") for segment in segments}:
                return
            if monotonic() >= until:
                raise StoreError(f"{self._folder} is being searched, and holds words of before; try it again")
            sleep(0.05)

    def numbers(self, among: Sequence[int] | None = None) -> list[int]:
        """Every passage that the index holds (of those `among`, where it is given), as often as it holds it."""
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
        """Passage number -> BM25 of the `limit` best, dead ones among them; only `among`, where it is given.

        `names` are stretches of the query that count in whichever of their spellings a passage has.
        """
        words = dict.fromkeys(stems(query))
        if not words or (among is not None and not among):
            return {}
        spelt = dict.fromkeys(word for name in names for word in stems(name.text))
        terms = [self._word(word) for word in words if word not in spelt]
        wanted = _any_of([*terms, *self._spelt(names)])
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
        """How many passages have all of these stems, at most."""
        searcher = self._index.searcher()
        return min((searcher.doc_freq("words", word) for word in words), default=0)

    def _word(self, word: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "words", word, "freq")

    def _spelt(self, names: Sequence[Spellings]) -> Iterator[tantivy.Query]:
        """Each name in whichever spelling a passage has: the best of them counts, and no name twice."""
        done: set[tuple[str, ...]] = set()
        for name in names:
            own = stems(name.text)
            others = {form: other for other in name.others if (form := stems(other.text)) and form != own}
            ways = {own: _any_of([self._word(word) for word in own])}
            ways |= {form: self._phrase(form) for form in others if self.frequency(form)}
            if done.isdisjoint(ways):
                doubtful = {form for form, other in others.items() if other.doubtful}
                yield self._best_of(ways, {*doubtful, own} if name.doubtful else doubtful)
            done.update(ways)

    def _best_of(self, ways: Mapping[tuple[str, ...], tantivy.Query], doubtful: Collection[object]) -> tantivy.Query:
        """A rare spelling counts no more than the commonest: else what few write so would come before all the rest.

        Those that are `doubtful` (the country "US" and the word "us" are one here) count what they count alone.
        """
        weights = {form: sum(map(self._rarity, form)) for form in ways if form not in doubtful}
        common = max(weights, key=self.frequency, default=())
        boosts = {form: weights[common] / weight for form, weight in weights.items() if weight}
        rated = [tantivy.Query.boost_query(query, boosts.get(form, 1.0)) for form, query in ways.items()]
        return tantivy.Query.disjunction_max_query(rated) if len(rated) > 1 else next(iter(ways.values()))

    def _phrase(self, words: Sequence[str]) -> tantivy.Query:
        if len(words) == 1:
            return self._word(words[0])
        return tantivy.Query.phrase_query(self._schema, "words", list(words))

    def _rarity(self, word: str) -> float:
        """What BM25 counts a word, by how few passages have it."""
        frequency = self.frequency([word])
        return log(1 + (self._index.searcher().num_docs - frequency + 0.5) / (frequency + 0.5))

    def _among(self, numbers: Sequence[int]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, "passage", list(numbers))

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """A block that is committed at its end, or leaves nothing behind for a later commit to bring in."""
        try:
            yield
        except BaseException:
            self._writer = None
            raise

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP_BYTES, 1)
            # A process that was killed while committing leaves files that the same commit, made again, trips over.
            self._writer.garbage_collect_files()
        return self._writer

    def close(self) -> None:
        """Let go of the writer, after the merges that it has begun."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None


def _any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
