"""Train with one optimiser over all batches; a stopped run resumes from its checkpoint with the same result.

A network learns from the labels alone, or from teachers as well: their probabilities carry more about a pair than its
label (Hinton, Vinyals, Dean 2015, "Distilling the Knowledge in a Neural Network").
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import torch
from torch import Tensor
from torch.nn import functional

from training.network import Network, Outputs
from training.pairs import NOTHING, Batch, Pair, batch_of, batches

_LOG = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Plan:
    """Settings of a training run.

    `tokens` is the size of a batch including padding, `warm` the share of steps with a rising rate, `taught` the weight
    of the teachers, if any, against the labels.
    """

    passes: int = 1
    tokens: int = 16_384
    rate: float = 2e-4
    decay: float = 0.01
    warm: float = 0.04
    clip: float = 1.0
    seed: int = 11
    relevance_weight: float = 0.5
    taught: float = 0.7
    save_every_s: float = 240.0


def fit(network: Network, pairs: Sequence[Pair], plan: Plan, folder: Path, teachers: Sequence[Network] = ()) -> None:
    """Train `network` in place; write a checkpoint and `log.jsonl` to `folder`, and resume from a checkpoint there."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network.to(device).train()
    for teacher in teachers:
        teacher.to(device).eval()
    order = [batch for turn in range(plan.passes) for batch in batches(pairs, plan.tokens, plan.seed + turn)]
    optimiser = torch.optim.AdamW(_groups(network, plan.decay), lr=plan.rate, fused=True)
    checkpoint = folder / "checkpoint.pt"
    step = _resume(network, optimiser, checkpoint, len(order))
    saved, said, losses = perf_counter(), perf_counter(), list[float]()
    while step < len(order):
        torch.manual_seed(plan.seed * 1_000_003 + step)
        for group in optimiser.param_groups:
            group["lr"] = plan.rate * _share(step, len(order), plan.warm)
        batch = batch_of([pairs[n] for n in order[step]])
        given = [part.to(device) for part in (batch.tokens, batch.types, batch.mask)]
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            outputs = network(*given)
            loss = loss_of(outputs, batch, plan)
            if teachers:
                with torch.no_grad():
                    shown = [teacher(*given) for teacher in teachers]
                loss = (1 - plan.taught) * loss + plan.taught * distance(outputs, shown, batch, plan)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), plan.clip)
        optimiser.step()
        losses.append(float(loss.detach()))
        step += 1
        if step % 50 == 0:
            _note(folder, step, len(order), losses, perf_counter() - said)
            said, losses = perf_counter(), []
        if perf_counter() - saved > plan.save_every_s or step == len(order):
            _save(network, optimiser, checkpoint, step, len(order))
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
        total = total + plan.relevance_weight * asked.float().mean() * functional.binary_cross_entropy_with_logits(
            relevance, wanted
        )
    if bool((claimed := batch.support != NOTHING).any()):
        total = total + claimed.float().mean() * functional.cross_entropy(
            outputs.support.float(), batch.support.to(device), ignore_index=NOTHING
        )
    return total


def distance(outputs: Outputs, shown: Sequence[Outputs], batch: Batch, plan: Plan) -> Tensor:
    """Return cross-entropy with the teachers' mean probabilities, weighted as in `loss_of`."""
    device = outputs.start.device
    spread = (batch.mask == 0).to(device)
    asked = (batch.relevance != NOTHING).to(device)
    total = torch.zeros((), device=device)
    if bool(asked.any()):
        for part in ("start", "end"):
            logits = getattr(outputs, part)[asked].float().masked_fill(spread[asked], -1e4)
            likely = _mean([getattr(one, part)[asked].float().masked_fill(spread[asked], -1e4) for one in shown])
            total = total + 0.5 * asked.float().mean() * functional.cross_entropy(logits, likely)
        relevant = torch.stack([one.relevance[asked].float().sigmoid() for one in shown]).mean(0)
        total = total + plan.relevance_weight * asked.float().mean() * functional.binary_cross_entropy_with_logits(
            outputs.relevance[asked].float(), relevant
        )
    if bool((~asked).any()):
        likely = _mean([one.support[~asked].float() for one in shown])
        total = total + (~asked).float().mean() * functional.cross_entropy(outputs.support[~asked].float(), likely)
    return total


def _mean(logits: Sequence[Tensor]) -> Tensor:
    """Average the probabilities of several logits along the last dimension."""
    return torch.stack([one.softmax(-1) for one in logits]).mean(0)


def _share(step: int, steps: int, warm: float) -> float:
    """Return the share of the learning rate at a step: a linear rise, then a linear fall."""
    rising = max(1.0, steps * warm)
    return min((step + 1) / rising, max(0.0, (steps - step) / (steps - rising)))


def _groups(network: Network, decay: float) -> list[dict[str, object]]:
    kept = [parameter for name, parameter in network.named_parameters() if "norm" in name or name.endswith("bias")]
    others = [
        parameter for name, parameter in network.named_parameters() if not ("norm" in name or name.endswith("bias"))
    ]
    return [{"params": others, "weight_decay": decay}, {"params": kept, "weight_decay": 0.0}]


def _resume(network: Network, optimiser: torch.optim.Optimizer, file: Path, steps: int) -> int:
    if not file.exists():
        return 0
    kept = torch.load(file, map_location="cpu", weights_only=True)
    if kept["steps"] != steps:
        raise ValueError(
            f"{file} belongs to a run of {kept['steps']} steps, not {steps}: delete it or use the same data"
        )
    network.load_state_dict(kept["network"])
    optimiser.load_state_dict(kept["optimiser"])
    _LOG.info("resuming at step %d of %d", kept["step"], steps)
    return int(kept["step"])


def _save(network: Network, optimiser: torch.optim.Optimizer, file: Path, step: int, steps: int) -> None:
    """Write a new file, then replace the checkpoint, so that a killed process leaves the last one."""
    new = file.with_suffix(".new")
    state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "steps": steps}
    torch.save(state, new)
    new.replace(file)


def _note(folder: Path, step: int, steps: int, losses: Sequence[float], seconds: float) -> None:
    row = {"step": step, "of": steps, "loss": round(sum(losses) / len(losses), 4), "seconds": round(seconds, 1)}
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")
    _LOG.info("%(step)d of %(of)d, loss %(loss).4f, %(seconds).0f s", row)
