"""The network that all trained parts share: a small BERT encoder with one linear layer per question."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel


def load_encoder(folder: Path, layers: tuple[int, ...]) -> BertModel:
    """The encoder in `folder` (all-MiniLM-L6-v2 as Hugging Face files) with only the given layers kept."""
    model = BertModel.from_pretrained(str(folder), add_pooling_layer=False, attn_implementation="sdpa")
    model.encoder.layer = nn.ModuleList(model.encoder.layer[i] for i in layers)
    model.config.num_hidden_layers = len(layers)
    # 11.7 of 22.7 million numbers are word vectors; a few thousand sentences would only blur them.
    for weight in model.embeddings.parameters():
        weight.requires_grad = False
    return model


def small_config(vocabulary: int, layers: int) -> BertConfig:
    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=384,
        num_hidden_layers=layers,
        num_attention_heads=12,
        intermediate_size=1536,
        max_position_embeddings=512,
    )


def pool(states: Tensor, weights: Tensor) -> Tensor:
    """Weighted mean of states (n, t, d) by weights (n, t); rows without any weight give zeros."""
    total = weights.sum(1, keepdim=True).clamp(min=1e-6)
    return torch.bmm(weights.unsqueeze(1), states).squeeze(1) / total


class RelateNetwork(nn.Module):
    """Type between two marked parties, from the mean of the sentence and the two markers.

    The heads for quad class and side only help to learn: weighed into the type they gained nothing.
    """

    def __init__(self, encoder: BertModel, types: int) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size * 3
        self.drop = nn.Dropout(0.1)
        self.root = nn.Linear(width, types)
        self.quad = nn.Linear(width, 4)
        self.side = nn.Linear(width, 2)

    def forward(self, ids: Tensor, mask: Tensor, actor: Tensor, recipient: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        parts = [pool(states, mask.to(states.dtype)), pool(states, actor), pool(states, recipient)]
        joint = self.drop(torch.cat(parts, dim=-1))
        return self.root(joint), self.quad(joint), self.side(joint)


TAG_KINDS = ("source", "cue", "content")
PARTY_KINDS = ("actor", "recipient")
# Beginning, inside, outside for each kind on its own, for a source may stand inside a content.
TOKEN_OUTPUTS = 3 * (len(TAG_KINDS) + len(PARTY_KINDS))


class ReaderNetwork(nn.Module):
    """Token tags and a type per sentence, for passages of several sentences, in one pass."""

    def __init__(self, encoder: BertModel, types: int) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, TOKEN_OUTPUTS)
        self.kind = nn.Linear(width * 3, types + 1)

    def forward(self, ids: Tensor, mask: Tensor, sentences: Tensor) -> tuple[Tensor, Tensor]:
        """Token scores (n, t, 15) and type scores (n, s, types + 1); `sentences` (n, s, t) is 1 on their own tokens."""
        return self.scored(ids, mask, sentences)[1:]

    def scored(self, ids: Tensor, mask: Tensor, sentences: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The states (n, t, d) too, before."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        tags = self.tags(self.drop(states))
        party = torch.softmax(tags.detach()[..., 9:].unflatten(-1, (2, 3)), dim=-1)
        actor = 1 - party[..., 0, 0]
        recipient = 1 - party[..., 1, 0]
        parts = [spread(states, w) for w in (sentences, sentences * actor[:, None], sentences * recipient[:, None])]
        return states, tags, self.kind(self.drop(torch.cat(parts, dim=-1)))


class NewsNetwork(nn.Module):
    """A reader that also knows which words tell an event, and of which type."""

    def __init__(self, reader: ReaderNetwork, types: int) -> None:
        super().__init__()
        self.reader = reader
        self.events = nn.Linear(reader.encoder.config.hidden_size, types + 1)

    def forward(self, ids: Tensor, mask: Tensor, sentences: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the reader gives, and scores (n, t, types + 1) of the words."""
        states, tags, types = self.reader.scored(ids, mask, sentences)
        return tags, types, self.events(self.reader.drop(states))


def spread(states: Tensor, weights: Tensor) -> Tensor:
    """Weighted means of states (n, t, d) by weights (n, s, t)."""
    return torch.bmm(weights, states) / weights.sum(-1, keepdim=True).clamp(min=0.05)
