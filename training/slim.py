"""A trained encoder with its least needed attention heads and inner numbers cut out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn
from transformers import BertModel

Weighed = tuple[list[Tensor], list[Tensor]]


def worth(encoder: BertModel, losses: Iterable[Callable[[], Tensor]]) -> Weighed:
    """How much each head and each inner number of each layer matters: the squared slope of the loss along a gate on it,
    summed over batches (the diagonal of Fisher's information)."""
    gates: list[tuple[Tensor, Tensor]] = []
    hooks = []
    for layer in encoder.encoder.layer:
        heads, size = layer.attention.self.num_attention_heads, layer.attention.self.attention_head_size
        pair = (
            torch.ones(heads, requires_grad=True),
            torch.ones(layer.intermediate.dense.out_features, requires_grad=True),
        )
        gates.append(pair)
        hooks += [
            layer.attention.output.dense.register_forward_pre_hook(
                lambda _, args, gate=pair[0], size=size: (args[0] * gate.repeat_interleave(size),)
            ),
            layer.output.dense.register_forward_pre_hook(lambda _, args, gate=pair[1]: (args[0] * gate,)),
        ]
    found: Weighed = ([torch.zeros_like(h) for h, _ in gates], [torch.zeros_like(n) for _, n in gates])
    flat = [gate for pair in gates for gate in pair]
    for loss in losses:
        slopes = torch.autograd.grad(loss(), flat)
        for layer in range(len(gates)):
            found[0][layer] += slopes[2 * layer].detach() ** 2
            found[1][layer] += slopes[2 * layer + 1].detach() ** 2
    for hook in hooks:
        hook.remove()
    return found


def cut(encoder: BertModel, weighed: Weighed, *, heads: int, inner: int) -> None:
    """Keep so many heads and inner numbers in each layer, those that matter most, in their old order.

    The same for every layer: shares by worth over all layers starve the last one, whose states answer for everything.
    """
    best = [
        [w.topk(count).indices.sort().values for w in of] for of, count in zip(weighed, (heads, inner), strict=True)
    ]
    narrow(encoder, *best)


def narrow(encoder: BertModel, heads: list[Tensor], inner: list[Tensor]) -> None:
    """Only the given heads and inner numbers of each layer."""
    for layer, kept_heads, kept_inner in zip(encoder.encoder.layer, heads, inner, strict=True):
        attention = layer.attention.self
        size = attention.attention_head_size
        rows = (kept_heads[:, None] * size + torch.arange(size)).flatten()
        for part in ("query", "key", "value"):
            setattr(attention, part, _rows(getattr(attention, part), rows))
        attention.num_attention_heads, attention.all_head_size = len(kept_heads), len(rows)
        layer.attention.output.dense = _columns(layer.attention.output.dense, rows)
        layer.intermediate.dense = _rows(layer.intermediate.dense, kept_inner)
        layer.output.dense = _columns(layer.output.dense, kept_inner)


def _rows(layer: nn.Linear, rows: Tensor) -> nn.Linear:
    found = nn.Linear(layer.in_features, len(rows))
    with torch.no_grad():
        found.weight.copy_(layer.weight[rows])
        found.bias.copy_(layer.bias[rows])
    return found


def _columns(layer: nn.Linear, columns: Tensor) -> nn.Linear:
    found = nn.Linear(len(columns), layer.out_features)
    with torch.no_grad():
        found.weight.copy_(layer.weight[:, columns])
        found.bias.copy_(layer.bias)
    return found
