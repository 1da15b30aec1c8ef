"""The network for training, in PyTorch: a BERT encoder of twelve layers with four outputs for a pair of texts."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.base_model import BaseModel
from training.example import SUPPORT


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of multilingual-e5-small."""

    words: int = 250_037
    positions: int = 512
    width: int = 384
    layers: int = 12
    heads: int = 12
    inner: int = 1_536
    dropout: float = 0.0
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

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """Run the layer.

        Args:
            states: (pairs, tokens, width).
            mask: (pairs, 1, 1, tokens), 0 for a token, a very low number for padding; None without padding.
        """
        pairs, tokens, width = states.shape
        query, key, value = (
            part(states).view(pairs, tokens, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        # Written out: backwards, PyTorch's fused attention takes three times as long on a processor.
        near = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(-1, -2))
        near = functional.softmax(near if mask is None else near + mask.to(near.dtype), -1)
        seen = torch.matmul(near.to(value.dtype), value)
        seen = self.attended(seen.transpose(1, 2).reshape(pairs, tokens, width))
        states = self.attended_norm(states + self._dropped(seen))
        fed = self.outer(functional.gelu(self.inner(states)))
        normed: Tensor = self.outer_norm(states + self._dropped(fed))
        return normed

    def _dropped(self, states: Tensor) -> Tensor:
        return functional.dropout(states, self.dropout, self.training) if self.dropout else states


class Encoder(nn.Module):
    """The word table, which stays as it is, and the layers, which learn."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        self.shape = shape or Shape()
        self.words = nn.Embedding(self.shape.words, self.shape.width)
        self.words.weight.requires_grad = False
        self.positions = nn.Embedding(self.shape.positions, self.shape.width)
        self.types = nn.Embedding(2, self.shape.width)
        self.norm = nn.LayerNorm(self.shape.width, self.shape.epsilon)
        self.layers = nn.ModuleList(Layer(self.shape) for _ in range(self.shape.layers))

    def forward(self, tokens: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """Return the states of the last layer, (pairs, tokens, width); arguments as of `Network.forward`."""
        places = torch.arange(tokens.shape[1], device=tokens.device)
        states: Tensor = self.norm(self.words(tokens) + self.positions(places) + self.types(types))
        seen = None if bool(mask.all()) else (mask[:, None, None, :] - 1.0) * 1e4
        for layer in self.layers:
            states = layer(states, seen)
        return states


class Network(nn.Module):
    """Encoder and outputs. "No answer here" is a span at the first token."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.shape = self.encoder.shape
        width = self.shape.width
        self.span = nn.Linear(width, 2)
        self.pooled = nn.Linear(width, width)
        self.relevance = nn.Linear(width, 1)
        self.support = nn.Linear(width, len(SUPPORT))
        for part in (self.span, self.pooled, self.relevance, self.support):
            nn.init.normal_(part.weight, std=0.02)
            nn.init.zeros_(part.bias)

    def forward(self, tokens: Tensor, types: Tensor, mask: Tensor) -> Outputs:
        """Run the network on a batch.

        Args:
            tokens: Token numbers, int64 (pairs, tokens).
            types: 0 for question and heading, 1 for the passage, same shape.
            mask: 1 for a token, 0 for padding, same shape.
        """
        states = self.encoder(tokens, types, mask)
        start, end = self.span(states).unbind(-1)
        pooled = torch.tanh(self.pooled(states[:, 0]))
        return Outputs(start, end, self.relevance(pooled).squeeze(-1), self.support(pooled))


def start_from(encoder: Encoder, base: BaseModel) -> None:
    """Load the base's weights; the second row of the token types, which it never saw, starts as the first."""
    own = encoder.state_dict()
    parts = {name: torch.from_numpy(array.copy()) for name, array in base.encoder().items()}
    parts["words.weight"] = torch.from_numpy(base.part("emb.word").copy())
    taken = {name: parts[name].reshape(own[name].shape) for name in own}
    taken["types.weight"][1] = taken["types.weight"][0]
    encoder.load_state_dict(taken)
