"""The lexical index: BM25 over stemmed words, with tantivy. It is derived, and can be rebuilt from the catalogue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from index.disk import written
from index.words import analyzer, spaced, stems

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

    def numbers(self, among: Sequence[int] | None = None) -> list[int]:
        """Every passage that the index holds (of those `among`, where it is given), as often as it holds it."""
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return []
        wanted = tantivy.Query.all_query() if among is None else self._among(among)
        hits = searcher.search(wanted, searcher.num_docs, count=False).hits
        values = searcher.fast_field_values("passage", [at for _, at in hits])
        return [int(number) for number in values if number is not None]

    def best(self, query: str, limit: int, among: Sequence[int] | None = None) -> dict[int, float]:
        """Passage number -> BM25 of the `limit` best, dead ones among them; only `among`, where it is given."""
        words = dict.fromkeys(stems(query))
        if not words or (among is not None and not among):
            return {}
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "words", word, "freq")) for word in words
        ]
        wanted = tantivy.Query.boolean_query(terms)
        if among is not None:
            allowed = tantivy.Query.const_score_query(self._among(among), 0.0)
            wanted = tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, allowed)])
        searcher = self._index.searcher()
        hits = searcher.search(wanted, limit, count=False).hits
        numbers = searcher.fast_field_values("passage", [address for _, address in hits])
        return {
            int(number): float(score) for number, (score, _) in zip(numbers, hits, strict=True) if number is not None
        }

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
