"""``aiextract explain``: which rule read what, what lost to it, and why, as a tree or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import typer
from rich.text import Text
from rich.tree import Tree

from aiextract import readers
from aiextract.cli.common import console, on_one_line
from aiextract.cli.extracting import parse_types
from aiextract.explanation import (
    Event,
    Evidence,
    Explanation,
    Judgement,
    Mention,
    NotTaken,
    Place,
    Slot,
    Step,
    Trigger,
    Unused,
    explain,
)
from aiextract.records import EVENT_TYPES


def run(
    text: str,
    lang: str | None,
    published: str | None,
    types: str | None,
    org_model: str | None,
    as_json: bool,
) -> int:
    """Print why a text is read as it is."""
    text = readers.read_file(text) if text == readers.STDIN else text
    found = explain(text, lang=lang, published=published, types=parse_types(types), org_model=org_model)
    if as_json:
        typer.echo(json.dumps(found.to_dict(), indent=1, ensure_ascii=False))
    else:
        console().print(_tree(found))
    return 0


def _tree(found: Explanation) -> Tree:
    tree = Tree(Text(_article(found)), guide_style="dim")
    for kind in found.types:
        if kind in EVENT_TYPES:
            _add_events(tree, found, kind)
        else:
            _add_mentions(tree, found, kind)
    return tree


def _article(found: Explanation) -> str:
    facts = (
        ("language", found.lang),
        ("rules", ", ".join(found.rules)),
        ("published", found.published or "unknown"),
        ("title", found.title),
        *(("warning", warning) for warning in found.warnings),
    )
    return "; ".join(f"{name}: {on_one_line(value)}" for name, value in facts if value)


def _add_mentions(tree: Tree, found: Explanation, kind: str) -> None:
    mentions = [one for one in found.mentions if one.type == kind]
    branch = tree.add(Text(kind if mentions else f"{kind}: nothing", style="bold"))
    for mention in mentions:
        leaf = branch.add(_line(mention))
        _add_steps(leaf, mention.steps)
        if mention.judgement is not None:
            _add_judgement(leaf, mention.judgement)
        for loser in mention.over:
            _add_loser(leaf, loser)
    for loser in found.not_taken:
        if loser.type == kind:
            _add_loser(branch, loser)
    if doubted := [one for one in found.doubted if one.type == kind]:
        _add_doubted(branch, doubted)


def _line(one: Mention | NotTaken) -> Text:
    """What was read, where, as what, and by which rule."""
    line = _quoted(one.place)
    if one.value:
        line.append(" -> ").append(on_one_line(one.value), style="bold")
    return line.append(f"  {one.rule}", style="cyan")


def _quoted(place: Place) -> Text:
    return Text(f'"{on_one_line(place.surface)}"').append(f" [{place.start}, {place.end})", style="dim")


def _add_steps(branch: Tree, steps: Iterable[Step]) -> None:
    for step in steps:
        name = step.what.replace("_", " ")
        place = f' "{on_one_line(step.place.surface)}"' if step.place else ""
        line = Text(f"{name}{place}: {on_one_line(step.value)}")
        branch.add(line.append(f" ({step.why})" if step.why else "", style="dim"))


def _add_loser(branch: Tree, loser: NotTaken) -> None:
    line = Text("over ").append_text(_line(loser)).append(f" ({loser.why})", style="dim")
    _add_steps(branch.add(line), loser.steps)


def _add_judgement(branch: Tree, judgement: Judgement) -> None:
    for name, rows in (
        ("for it", [one for one in judgement.evidence if one.weight > 0]),
        ("against it", [one for one in judgement.evidence if one.weight < 0]),
    ):
        if rows:
            branch.add(Text(f"{name}: {_weights(rows)}"))
    branch.add(Text(_verdict(judgement)))


def _weights(rows: Sequence[Evidence]) -> str:
    return ", ".join(f"{one.kind} {one.weight:+.2f}" + (f" ({one.rule})" if one.rule else "") for one in rows)


def _verdict(judgement: Judgement) -> str:
    said = f"rules {judgement.rules:+.2f}"
    if judgement.model is not None:
        sure = "" if judgement.model_score is None else f" ({judgement.model_score:.2f})"
        said += f"; with the model, {judgement.model}{sure}: {judgement.score:+.2f}"
    if judgement.score > 0 and not judgement.stands:
        said += "; no rule speaks for it"
    return said


def _add_doubted(branch: Tree, doubted: Iterable[Mention]) -> None:
    below = branch.add(Text("too little speaks for"))
    for mention in doubted:
        leaf = below.add(_quoted(mention.place))
        if mention.judgement is not None:
            _add_judgement(leaf, mention.judgement)


def _add_events(tree: Tree, found: Explanation, kind: str) -> None:
    events = [event for event in found.events if event.type == kind]
    for event in events:
        _add_event(tree, event)
    silent = [trigger for trigger in found.triggers if trigger.type == kind]
    if silent or not events:
        branch = tree.add(Text(f"{kind}: {'no further' if events else 'nothing'}", style="bold"))
        for trigger in silent:
            _add_trigger(branch, trigger)
        if not silent:
            branch.add(Text("no word here tells of one"))


def _add_event(tree: Tree, event: Event) -> None:
    branch = tree.add(Text(f"{event.type}: {event.status}", style="bold").append(f"  {event.rule}", "cyan"))
    for slot in event.slots:
        _add_slot(branch, slot)
    for trigger in event.triggers:
        line = _quoted(trigger.place).append(f"  {trigger.rule}", style="cyan")
        branch.add(Text("told by ").append_text(line).append(f" ({trigger.frame}, {trigger.voice})", "dim"))
    for place in event.evidence:
        branch.add(Text("evidence ").append_text(_quoted(place)))


def _add_slot(branch: Tree, slot: Slot) -> None:
    if slot.value is not None:
        line = Text(f"{slot.name}: ").append(on_one_line(slot.value), style="bold")
        for place in slot.places:
            line.append(" ").append_text(_quoted(place))
        branch.add(line.append(f"  {slot.rule}" if slot.rule else "", style="cyan"))
        return
    leaf = branch.add(Text(f"{slot.name}: missing", style="yellow"))
    for why, tried in _by_reason(slot.unused).items():
        leaf.add(Text(f"{', '.join(tried)}: {why}"))


def _by_reason(unused: Iterable[Unused]) -> dict[str, list[str]]:
    """What was tried, by the reason why it did not do."""
    reasons: dict[str, list[str]] = {}
    for one in unused:
        what = (
            f'"{on_one_line(one.place.surface)}" [{one.place.start}, {one.place.end})'
            if one.place
            else one.what
        )
        reasons.setdefault(one.why, []).append(what)
    return reasons


def _add_trigger(branch: Tree, trigger: Trigger) -> None:
    line = _quoted(trigger.place).append(f"  {trigger.rule}", style="cyan")
    leaf = branch.add(line.append(f" ({trigger.frame}, {trigger.voice}): {trigger.why}"))
    for slot in trigger.slots:
        _add_slot(leaf, slot)
