"""Runs an attack and says what is wrong; nothing if it got nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from attack import CASES, FEE, PROBES, Attack, points
from host import Host

from xbcourse.teaching.grading.sandbox import Answers, run


def complaints(attack: Attack, host: Host) -> list[str]:
    """Everything that should not have happened."""
    answers = run(attack.written(host.names()), PROBES, attack.limits)
    found = [*host.damage(), *_unexpected(attack, answers), *_unwritable(answers)]
    if attack.loots:
        found += _loot(answers)
    if found:
        found += [f"cell: {cell.error}" for cell in answers.cells if cell.error]
    return found


def _unexpected(attack: Attack, answers: Answers) -> Iterator[str]:
    if answers.status not in attack.ended:
        yield f"ended: {answers.status} {answers.reason} {answers.detail}"
    allowed = [attack.points] if isinstance(attack.points, int) else attack.points
    if points(answers) not in allowed:
        yield f"{points(answers)} points"
    for question, state in attack.states.items():
        if answers.answers[question].state != state:
            yield f"{question}: {answers.answers[question]}"
    calls = answers.answers[FEE.id].calls
    if len(calls) not in (0, len(CASES)):
        yield f"{len(calls)} calls"
    if [call.trouble for call in calls[: len(attack.troubles)]] != attack.troubles:
        yield f"calls: {calls}"


def _unwritable(answers: Answers) -> Iterator[str]:
    """Words that no file or terminal should be given."""
    seen = [answers.detail, *(cell.error for cell in answers.cells)]
    for answer in answers.answers.values():
        seen += [answer.note, *(call.note for call in answer.calls)]
    if any(len(words) > 300 for words in seen):
        yield "long words"
    seen += [answer.value for answer in answers.answers.values() if isinstance(answer.value, str)]
    for words in seen:
        if "\x1b" in words or "\x00" in words or any("\ud800" <= c <= "\udfff" for c in words):
            yield f"unwritable words: {words!r}"


def _loot(answers: Answers) -> list[str]:
    loot = answers.answers["m01.loot"]
    if loot.state != "value" or not isinstance(loot.value, list):
        return [f"the attack did not run to its end: {loot}"]
    errors = [f"cell: {cell.error}" for cell in answers.cells if cell.error]
    return [*(f"loot {one}" for one in loot.value), *errors]
