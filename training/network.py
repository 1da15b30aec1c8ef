"""The network for training, in PyTorch: a BERT encoder of six layers with three outputs for a pair of texts."""

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from training.example import SUPPORT


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of all-MiniLM-L6-v2."""

    words: int = 30_522
    positions: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1_536
    dropout: float = 0.1
    epsilon: float = 1e-12


@dataclass(frozen=True, slots=True)
class Outputs:
    """Logits of a batch: `start` and `end` (pairs, tokens), `relevance` (pairs), `support` (pairs, 3)."""

    start: Tensor
    end: Tensor
    relevance: Tensor
    support: Tensor


class Layer(nn.Module):
    """Self-attention and a feed-forward net, each added to its input and normalised."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, self.dropout = shape.heads, shape.dropout
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.attended_norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.outer_norm = nn.LayerNorm(shape.width, shape.epsilon)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Run the layer.

        Args:
            states: (pairs, tokens, width).
            mask: (pairs, 1, 1, tokens), True for a token, False for padding.
        """
        pairs, tokens, width = states.shape
        query, key, value = (
            part(states).view(pairs, tokens, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = self.attended(seen.transpose(1, 2).reshape(pairs, tokens, width))
        states = self.attended_norm(states + self._dropped(seen))
        fed = self.outer(functional.gelu(self.inner(states)))
        normed: Tensor = self.outer_norm(states + self._dropped(fed))
        return normed

    def _dropped(self, states: Tensor) -> Tensor:
        return functional.dropout(states, self.dropout, self.training)


class Network(nn.Module):
    """Encoder and outputs. "No answer here" is a span at the first token."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        self.shape = shape
        self.words = nn.Embedding(shape.words, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.types = nn.Embedding(2, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.span = nn.Linear(shape.width, 2)
        self.pooled = nn.Linear(shape.width, shape.width)
        self.relevance = nn.Linear(shape.width, 1)
        self.support = nn.Linear(shape.width, len(SUPPORT))
        for part in (self.span, self.pooled, self.relevance, self.support):
            nn.init.normal_(part.weight, std=0.02)
            nn.init.zeros_(part.bias)

    def forward(self, tokens: Tensor, types: Tensor, mask: Tensor) -> Outputs:
        """Run the network on a batch.

        Args:
            tokens: Token numbers, int64 (pairs, tokens).
            types: 0 for the first text, 1 for the second, same shape.
            mask: 1 for a token, 0 for padding, same shape.
        """
        places = torch.arange(tokens.shape[1], device=tokens.device)
        states = self.norm(self.words(tokens) + self.positions(places) + self.types(types))
        states = functional.dropout(states, self.shape.dropout, self.training)
        seen = mask[:, None, None, :].bool()
        for layer in self.layers:
            states = layer(states, seen)
        start, end = self.span(states).unbind(-1)
        pooled = torch.tanh(self.pooled(states[:, 0]))
        return Outputs(start, end, self.relevance(pooled).squeeze(-1), self.support(pooled))


_NAMES = {
    "embeddings.word_embeddings": "words",
    "embeddings.position_embeddings": "positions",
    "embeddings.token_type_embeddings": "types",
    "embeddings.LayerNorm": "norm",
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "attended",
    "attention.output.LayerNorm": "attended_norm",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "outer_norm",
    "qa_outputs": "span",
}
"""Published BERT names of the parts -> ours."""


def start_from(network: Network, file: Path) -> None:
    """Load the weights of a published BERT, or of a reader, as far as the file has them.

    Raises:
        ValueError: The file lacks a part of the encoder.
    """
    own = network.state_dict()
    taken = {}
    for name, tensor in load_file(file).items():
        ours = _ours(name.removeprefix("bert."))
        if ours in own and own[ours].shape == tensor.shape:
            taken[ours] = tensor.float()
    heads = ("span", "pooled", "relevance", "support")
    if lacking := [name for name in own.keys() - taken.keys() if not name.startswith(heads)]:
        raise ValueError(f"{file} is not a BERT of this shape: it lacks {', '.join(sorted(lacking)[:3])}")
    network.load_state_dict(own | taken)


def _ours(name: str) -> str:
    part, _, kind = name.rpartition(".")
    prefix = ""
    if part.startswith("encoder.layer."):
        number, _, part = part.removeprefix("encoder.layer.").partition(".")
        prefix = f"layers.{number}."
    return f"{prefix}{_NAMES.get(part, part)}.{kind}"
