"""`make train`: the reading model from its data. See training/README.md.

    python -m training DATA_FOLDER --weights FILE [--out FOLDER] [--seed N] [--rounds N]

Each round draws its own examples and goes on from the network of the one before; the model is the mean of their
networks. Each step leaves its result in `--out`,
and a stopped run goes on from there: examples, checkpoints, the model.
"""

import argparse
import json
import logging
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from index.models.files import model_folder
from training.collect import ROUNDS, collect
from training.evaluate import TorchSession, equal_spans, of_claims, of_questions, readings
from training.example import kept
from training.export import export
from training.fit import Plan, fit
from training.network import Network, start_from
from training.pairs import pair_of

_LOG = logging.getLogger("training")


def main() -> None:
    """Collect, fit, export, evaluate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--weights", type=Path, required=True, help="safetensors of all-MiniLM-L6-v2, or of a reader")
    parser.add_argument("--out", type=Path, default=Path(".train"))
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--rounds", type=int, default=len(ROUNDS))
    parser.add_argument("--rate", type=float, default=Plan().rate)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    tokenizer: Any = Tokenizer.from_file(str(model_folder("embedder") / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = Network()
    start_from(network, arguments.weights)
    rounds: list[dict[str, Tensor]] = []
    for number, amounts in enumerate(ROUNDS[: arguments.rounds]):
        folder, seed = out / str(number + 1), arguments.seed + number
        folder.mkdir(exist_ok=True)
        if not (folder / "train.jsonl").exists():
            collect(arguments.data, arguments.weights, tokenizer, folder, seed, amounts)
            (out / "held.jsonl").write_bytes((out / "1" / "held.jsonl").read_bytes())  # one set measures all rounds
        pairs = [pair for one in kept(folder / "train.jsonl") if (pair := pair_of(one, tokenizer))]
        _LOG.info("round %d, %d examples", number + 1, len(pairs))
        fit(network, pairs, Plan(rate=arguments.rate, seed=seed), folder)
        rounds.append({name: tensor.clone() for name, tensor in network.state_dict().items()})
    network.load_state_dict(mean_of(rounds))
    finish(network, tokenizer, out)


def mean_of(rounds: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of several networks of which each goes on from the one before: better on held-out texts than any."""
    return {
        name: sum((one[name] for one in rounds), torch.zeros_like(rounds[0][name])) / len(rounds) for name in rounds[0]
    }


def finish(network: Network, tokenizer: Any, out: Path) -> None:
    """Write the model into `out`/reader, with its checksums and what it gets right of the held-out examples."""
    from rag.reader import Reader

    folder = out / "reader"
    folder.mkdir(exist_ok=True)
    (folder / "tokenizer.json").write_bytes((model_folder("embedder") / "tokenizer.json").read_bytes())
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
