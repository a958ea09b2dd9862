"""Triggers that do not always count: a light one needs money beside it, a spare one no other trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiextract.events.clauses import Token
from aiextract.languages.schema.events import TriggerRule


def weighed(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens, without the triggers that do not count here; with the spare ones instead, if there are any.

    A light one counts only beside money, and where there is no firmer one or it has an amount of its own; a
    spare one (among the spare: any other) not at all.
    """
    triggers = [token.trigger for token in tokens if token.trigger is not None]
    if not [trigger for trigger in triggers if trigger.light or trigger.spare]:
        return tokens, []
    spare = [trigger for trigger in triggers if trigger.spare]
    return _counting(tokens, triggers, spare=False), _counting(tokens, spare, spare=True) if spare else []


def _counting(tokens: list[Token], triggers: Sequence[TriggerRule], *, spare: bool) -> list[Token]:
    firm = any(not trigger.light and trigger.spare is spare for trigger in triggers)
    money = any(token.kind == "money" for token in tokens)

    def counts(k: int, trigger: TriggerRule) -> bool:
        if trigger.spare is not spare:
            return False
        return not trigger.light or (_paid(tokens, k) if firm else money)

    return [
        token if token.trigger is None or counts(k, token.trigger) else replace(token, trigger=None)
        for k, token in enumerate(tokens)
    ]


def _paid(tokens: Sequence[Token], k: int) -> bool:
    """Whether the light trigger at ``k`` has an amount and a name of its own.

    "Paid 3 million for X and", or behind an auxiliary "Y, which bought Z, will pay 3 million for X".
    """
    money = named = False
    finite = bool(k) and (tokens[k - 1].has("be", "have") or tokens[k - 1].cue is not None)
    for token in tokens[k + 1 :]:
        if token.trigger is not None and not (token.trigger.light or token.trigger.spare):
            return False
        if money and named and (token.has("and") or token.text == ","):
            return True
        money = money or token.kind == "money"
        named = named or (money and token.kind == "name")
    return named and finite and tokens[k].form != "noun"
