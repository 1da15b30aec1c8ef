"""`make train`: train the reading model from its data. See training/README.md.

    python -m training DATA_FOLDER --weights FILE [--out FOLDER] [--seed N]

Several teachers learn from the labels, each in its own order and at its own rate. A student starts from the mean of
their weights and learns from labels and teachers; the model is the mean of that start and the trained student. Every
step writes its result to `--out`: examples, checkpoints, the model. A stopped run resumes there.
"""

import argparse
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from index.embedding.model_files import model_folder
from training.collect import Collection
from training.evaluate import TorchSession, equal_spans, of_claims, of_questions, readings
from training.example import kept
from training.export import export
from training.fit import Plan, fit
from training.network import Network, start_from
from training.pairs import Pair, pair_of

DRAWS = 3
"""Draws of examples from the same texts."""
RATES = (2e-4, 3e-4, 4e-4)
"""Learning rate of each teacher; one teacher per rate."""
HELD_SEED = 11
"""Arbitrary; fixed, so that the held-out examples stay the same."""
_LOG = logging.getLogger("training")


def main() -> None:
    """Collect, train, export and evaluate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the data sets")
    parser.add_argument(
        "--weights", type=Path, required=True, help="safetensors file of all-MiniLM-L6-v2 or of a reader"
    )
    parser.add_argument("--out", type=Path, default=Path(".train"), help="folder for results and checkpoints")
    parser.add_argument("--seed", type=int, default=21, help="seed of the first draw")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    out: Path = arguments.out
    tokenizer: Any = Tokenizer.from_file(str(model_folder("weights") / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    pairs = list(_pairs(Collection(arguments.data, arguments.weights, tokenizer), tokenizer, out, arguments.seed))
    _LOG.info("%d examples", len(pairs))
    teachers = [_teacher(n, arguments.weights, pairs, out, arguments.seed) for n in range(len(RATES))]
    begun = mean_of([teacher.state_dict() for teacher in teachers])
    student = Network()
    student.load_state_dict(begun)
    fit(student, pairs, Plan(seed=arguments.seed + 20), _made(out / "student"), teachers)
    student.load_state_dict(mean_of([begun, student.state_dict()]))
    finish(student, tokenizer, out)


def _pairs(collection: Collection, tokenizer: Any, out: Path, seed: int) -> Iterator[Pair]:
    """Yield the pairs of all draws; read the draws that exist."""
    if not (held := _made(out) / "held.jsonl").exists():
        collection.hold(held, HELD_SEED)
    for number in range(DRAWS):
        folder = _made(out / f"draw{number + 1}")
        if not (folder / "train.jsonl").exists():
            collection.draw(folder, seed + number)
        yield from (pair for one in kept(folder / "train.jsonl") if (pair := pair_of(one, tokenizer)))


def _teacher(number: int, weights: Path, pairs: Sequence[Pair], out: Path, seed: int) -> Network:
    torch.manual_seed(seed + 10 + number)  # initialises the outputs, which no published network has
    teacher = Network()
    start_from(teacher, weights)
    fit(teacher, pairs, Plan(rate=RATES[number], seed=seed + 10 + number), _made(out / f"teacher{number + 1}"))
    return teacher


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def mean_of(networks: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Average the weights of networks that started alike.

    On held-out texts the mean is better than any of them (Wortsman and others 2022, "Model soups").
    """
    return {
        name: sum((one[name] for one in networks), torch.zeros_like(networks[0][name])) / len(networks)
        for name in networks[0]
    }


def finish(network: Network, tokenizer: Any, out: Path) -> None:
    """Write the model to `out`/reader with its checksums, and its figures on the held-out examples to figures.json."""
    from rag.reader.model import Reader

    folder = out / "reader"
    folder.mkdir(exist_ok=True)
    (folder / "tokenizer.json").write_bytes((model_folder("weights") / "tokenizer.json").read_bytes())
    export(network, folder / "model.int8.onnx")
    (folder / "model.int8.float.onnx").replace(out / "model.float.onnx")
    sums = [
        f"{sha256(file.read_bytes()).hexdigest()}  {file.name}"
        for file in sorted(folder.iterdir())
        if "SUMS" not in file.name
    ]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n")
    held = list(kept(out / "held.jsonl"))
    asked, claimed = [one for one in held if one.is_question], [one for one in held if not one.is_question]
    small, whole = Reader.of(folder), Reader(TorchSession(network), tokenizer, threads=1)
    found, wanted = readings(small, asked), readings(whole, asked)
    figures = {
        "questions, int8": of_questions(asked, found),
        "questions, float32": of_questions(asked, wanted),
        "equal spans": equal_spans(found, wanted),
        "claims, int8": of_claims(claimed, small),
    }
    (out / "figures.json").write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
