"""Train with one optimiser over all batches; a stopped run resumes from its checkpoint with the same result."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from training.network import Network, Outputs
from training.pairs import NOTHING, Batch, Pair, batch_of, batches

_LOG = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Plan:
    """Settings of a training run.

    `tokens` is the size of a batch including padding, `warm` the share of steps with a rising rate, `last` the share of
    the rate that is left at the end.
    """

    passes: int = 1
    tokens: int = 4_096
    rate: float = 1.5e-4
    last: float = 0.0
    decay: float = 0.01
    warm: float = 0.04
    clip: float = 1.0
    seed: int = 11
    relevance_weight: float = 0.5
    save_every_s: float = 240.0


def fit(network: Network, pairs: Sequence[Pair], plan: Plan, folder: Path) -> None:
    """Train `network` in place; write a checkpoint and `log.jsonl` to `folder`, and resume from a checkpoint there."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network.to(device).train()
    order = [batch for turn in range(plan.passes) for batch in batches(pairs, plan.tokens, plan.seed + turn)]
    optimiser = torch.optim.AdamW(_groups(network, plan.decay), lr=plan.rate, fused=True)
    checkpoint = folder / f"checkpoint-{_digest(network, pairs, plan)}.pt"
    step = _resume(network, optimiser, checkpoint)
    saved, said, losses = perf_counter(), perf_counter(), list[float]()
    while step < len(order):
        torch.manual_seed(plan.seed * 1_000_003 + step)
        for group in optimiser.param_groups:
            group["lr"] = plan.rate * _share(step, len(order), plan.warm, plan.last)
        batch = batch_of([pairs[n] for n in order[step]])
        given = [part.to(device) for part in (batch.tokens, batch.types, batch.mask)]
        with _autocast(device):
            outputs = network(*given)
            loss = loss_of(outputs, batch, plan)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), plan.clip)
        optimiser.step()
        losses.append(float(loss.detach()))
        step += 1
        if step % 20 == 0:
            _note(folder, step, len(order), losses, perf_counter() - said)
            said, losses = perf_counter(), []
        if perf_counter() - saved > plan.save_every_s or step == len(order):
            _save(network, optimiser, checkpoint, step)
            saved = perf_counter()
    network.to("cpu").eval()


def loss_of(outputs: Outputs, batch: Batch, plan: Plan) -> Tensor:
    """Return cross-entropy of span, support and weighted relevance, each over the pairs with that label."""
    spread = batch.mask == 0
    start, end = (logits.float().masked_fill(spread.to(logits.device), -1e4) for logits in (outputs.start, outputs.end))
    device = start.device
    total = torch.zeros((), device=device)
    if bool((asked := batch.relevance != NOTHING).any()):
        total = (
            total
            + 0.5
            * (
                functional.cross_entropy(start, batch.start.to(device), ignore_index=NOTHING)
                + functional.cross_entropy(end, batch.end.to(device), ignore_index=NOTHING)
            )
            * asked.float().mean()
        )
        relevance = outputs.relevance.float()[asked.to(device)]
        wanted = batch.relevance[asked].float().to(device)
        told = plan.relevance_weight * functional.binary_cross_entropy_with_logits(relevance, wanted)
        total = total + asked.float().mean() * told
    if bool((claimed := batch.support != NOTHING).any()):
        total = total + claimed.float().mean() * functional.cross_entropy(
            outputs.support.float(), batch.support.to(device), ignore_index=NOTHING
        )
    return total


def _autocast(device: str) -> torch.autocast:
    """Compute in bfloat16 where that is faster than float32: on a GPU, and on processors that know it."""
    has = device == "cuda" or bool(torch.cpu.get_capabilities().get("avx512_bf16"))
    return torch.autocast(device, torch.bfloat16, enabled=has)


def _share(step: int, steps: int, warm: float, last: float) -> float:
    """Return the share of the learning rate at a step: a linear rise, then a linear fall to `last`."""
    rising = max(1.0, steps * warm)
    falling = max(0.0, (steps - step) / (steps - rising))
    return min((step + 1) / rising, last + (1 - last) * falling)


def _groups(network: Network, decay: float) -> list[dict[str, object]]:
    learnt = [(name, part) for name, part in network.named_parameters() if part.requires_grad]
    kept = [part for name, part in learnt if "norm" in name or name.endswith("bias")]
    others = [part for name, part in learnt if not ("norm" in name or name.endswith("bias"))]
    return [{"params": others, "weight_decay": decay}, {"params": kept, "weight_decay": 0.0}]


def _digest(network: Network, pairs: Sequence[Pair], plan: Plan) -> str:
    """Return what tells this run from others: its plan, its pairs and where it starts."""
    found = sha256(repr(plan).encode())
    for pair in pairs:
        found.update(pair.ids.tobytes() + repr((pair.start, pair.end, pair.support)).encode())
    for part in network.parameters():
        if part.requires_grad:
            found.update(part.detach().cpu().numpy().tobytes())
    return found.hexdigest()[:12]


def resume(network: Network, file: Path) -> dict[str, Any]:
    """Load a checkpoint's layers into `network`; return all that it holds."""
    kept: dict[str, Any] = torch.load(file, map_location="cpu", weights_only=True)
    network.load_state_dict(network.state_dict() | kept["network"])
    return kept


def _resume(network: Network, optimiser: torch.optim.Optimizer, file: Path) -> int:
    if not file.exists():
        return 0
    kept = resume(network, file)
    optimiser.load_state_dict(kept["optimiser"])
    _LOG.info("resuming at step %d", kept["step"])
    return int(kept["step"])


def _save(network: Network, optimiser: torch.optim.Optimizer, file: Path, step: int) -> None:
    """Write a new file, then replace the checkpoint, so that a killed process leaves the last one."""
    new = file.with_suffix(".new")
    learnt = {name: part for name, part in network.state_dict().items() if not name.endswith("words.weight")}
    state = {"network": learnt, "optimiser": optimiser.state_dict(), "step": step}
    torch.save(state, new)
    new.replace(file)


def _note(folder: Path, step: int, steps: int, losses: Sequence[float], seconds: float) -> None:
    row = {"step": step, "of": steps, "loss": round(sum(losses) / len(losses), 4), "seconds": round(seconds, 1)}
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")
    _LOG.info("%(step)d of %(of)d, loss %(loss).4f, %(seconds).0f s", row)
