"""Noun phrases to parties: names, roles, countries, sectors, and whom a pronoun stands for."""

from sayso.resolve.parties.resolver import PartyResolver

__all__ = ["PartyResolver"]
