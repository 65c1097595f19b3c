"""The debrief of a game in words: skill, luck, risk, the costliest decision, and a question."""

from __future__ import annotations

from ...analysis.quarters.levers import LEVERS
from ...analysis.quarters.policies import RUIN_LIMIT
from ...analysis.quarters.scoring import MARKETS, Score
from ...assumptions.formats import number, percent, plain
from ...assumptions.language import say
from ...sliders.quarters.scorecard import in_points, less, points, signed, yuan
from .. import message
from ..message import Message

#: A growth below this is told as none.
_NOTHING = 0.0005
#: So many customers are worth a question.
_MANY = 200


def headline(score: Score, game: int) -> str:
    """What the year came to."""
    capital = score.market.scenario.capital
    return say(
        "quarters.debrief_ruined" if score.happened.ruin else "quarters.debrief",
        code=score.market.code,
        game=game,
        capital=yuan(capital),
        wealth=yuan(capital * (1 + score.happened.growth)),
        happened=signed(score.happened.growth),
    )


def lines(score: Score) -> list[str]:
    """The debrief, sentence by sentence."""
    return [
        _skill(score),
        *_kept(score),
        _luck(score),
        _risk(score),
        _costliest(score),
        _first(score),
        _ceiling(score),
        _market(score),
        say(f"quarters.ask_{question(score)}", customers=number(score.dials["you"].customers)),
    ]


def question(score: Score) -> str:
    """Which question a year asks most."""
    you, happened = score.dials["you"], score.happened.growth
    if you.ruin > RUIN_LIMIT:
        return "ruin"
    if any(choice.stop for choice in score.choices):
        return "stop"
    rule = score.dials["newsvendor"].growth
    if score.skill < 0 < happened - rule:
        return "lucky"
    if score.skill >= 0 > happened - rule:
        return "unlucky"
    if you.customers > _MANY:
        return "customers"
    return "good" if score.skill >= 0 else "behind"


def costs_table(score: Score) -> tuple[str, list[str], list[list[str]]]:
    """What each decision cost: caption, head and rows."""
    names = [*(str(lever.label) for lever in LEVERS.values()), say("quarters.lever_all")]
    by = score.costs.set_index(["quarter", "lever"])["gain"].to_dict()
    rows = []
    for quarter in sorted(score.costs["quarter"].unique()):
        gains = [by.get((quarter, lever)) for lever in (*LEVERS, "all")]
        cells = ["" if gain is None else in_points(gain) for gain in gains]
        rows.append([number(quarter), *cells])
    return say("quarters.costs_caption"), [say("quarters.column_quarter"), *names], rows


def as_html(score: Score, game: int, line: str) -> str:
    """The whole debrief as HTML: sentences, the table of costs, the line to hand in."""
    told = Message("note", headline(score, game), lines(score))
    hand_in = Message("note", say("quarters.hand_in"), code=line)
    return told.html() + message.table(*costs_table(score)) + hand_in.html()


def as_text(score: Score, game: int, line: str) -> str:
    """The same as text."""
    told = Message("note", headline(score, game), lines(score))
    hand_in = Message("note", say("quarters.hand_in"), code=line)
    return "\n\n".join([str(told), message.text_table(*costs_table(score)), str(hand_in)])


def _skill(score: Score) -> str:
    mean, rule = score.dials["you"].growth, score.dials["newsvendor"].growth
    more = score.skill >= 0
    return say(
        f"quarters.debrief_skill_{'more' if more else 'less'}",
        paths=number(len(score.growth["you"])),
        mean=signed(mean),
        rule=signed(rule),
        skill=_size(less(mean, rule)),
    )


def _kept(score: Score) -> list[str]:
    """What the comparison is not fair in, where there are later decisions to be unfair to."""
    if len(score.choices) < 2:
        return []
    ahead = [score.dials["you"].growth > other for other in _yardsticks(score)]
    verdict = "above" if all(ahead) else "between" if any(ahead) else "below"
    words = {"kept": signed(score.kept), "verdict": say(f"quarters.kept_{verdict}")}
    return [say("quarters.debrief_kept", **words)]


def _yardsticks(score: Score) -> tuple[float, float]:
    """The rule that follows sales, and the one that keeps its orders."""
    return score.dials["newsvendor"].growth, score.kept


def _luck(score: Score) -> str:
    words = {
        "happened": signed(score.happened.growth),
        "luck": _size(less(score.happened.growth, score.dials["you"].growth)),
        "share": percent(score.percentile, 0),
        "paths": number(len(score.growth["you"])),
    }
    if abs(score.luck) < _NOTHING:
        return say("quarters.debrief_no_luck", **words)
    return say(f"quarters.debrief_luck_{'good' if score.luck > 0 else 'bad'}", **words)


def _risk(score: Score) -> str:
    you = score.dials["you"]
    return say(
        "quarters.debrief_risk",
        ruin=percent(you.ruin, 0),
        cash=yuan(you.lowest_cash),
        bad=yuan(you.lowest_cash_bad),
    )


def _costliest(score: Score) -> str:
    found = score.costliest
    if found is None:
        return say("quarters.debrief_no_costliest")
    quarter, lever, gain = found
    words = {"quarter": quarter, "gain": _size(gain)}
    if lever == "all":
        return say("quarters.debrief_costliest_stop", **words)
    return say("quarters.debrief_costliest", lever=LEVERS[lever].label, **words)


def _first(score: Score) -> str:
    first = score.first
    return say(
        "quarters.debrief_first",
        markets=MARKETS,
        mine=signed(first.mine),
        rule=signed(first.rule),
        mine_ruin=percent(first.mine_ruin, 0),
        rule_ruin=percent(first.rule_ruin, 0),
    )


def _ceiling(score: Score) -> str:
    best = score.dials["best_found"]
    stays_out = best.lowest_cash == score.market.scenario.capital
    key = "debrief_best_out" if stays_out else "debrief_best"
    return say(f"quarters.{key}", tried=score.tried, best=signed(best.growth))


def _market(score: Score) -> str:
    facts = {name: plain(value) for name, value in score.market.facts.items()}
    return say("quarters.debrief_market", **facts)


def _size(share: float) -> str:
    return points(abs(share)).lstrip("+")
