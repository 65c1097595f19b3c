"""xbcourse: learn how cross-border e-commerce works by computing it.

What a lesson needs is here by its short name. Each name is fetched when it is first used, so that
a command of the course starts without waiting for pandas and matplotlib.
"""

from importlib import import_module

__version__ = "0.1.0"

#: Short name → the module it comes from, and its name there where it is another.
_FROM = {
    "Decision": "model.simulation",
    "LognormalDemand": "model.theory.demand",
    "OrderTerms": "model.economics",
    "Scenario": "assumptions.scenario",
    "____": "teaching.placeholder",
    "ad_rules": "analysis",
    "ad_test": "model.theory",
    "assigned": "teaching.assigned",
    "best_two_orders": "model.theory.two_orders",
    "bulk_order": "analysis",
    "card": "assumptions.datasets",
    "cash_cycle": "model.theory",
    "check": "teaching.checking",
    "class_table": "teaching.quarters",
    "compare": "analysis.compare",
    "contribution": "model.economics",
    "currency": "assumptions",
    "decision_map": "analysis.decision_map",
    "doctor": "cli.doctor",
    "ebay_order": "model.ebay_order",
    "economics": "model",
    "explore": "sliders",
    "fees": "assumptions",
    "flywheel": "model.theory",
    "four_quarters": "teaching.quarters",
    "guess": "teaching.guessing",
    "hand_in": "teaching.handing_in.command",
    "hint": "teaching.checking",
    "ledger": "analysis",
    "load": "assumptions.datasets",
    "mode_order": "model.orders",
    "newsvendor": "model.theory.newsvendor",
    "parameters": "assumptions.listing",
    "progress": "teaching.progress",
    "quality": "analysis",
    "quick_response": "model.theory.quick_response",
    "recommend": "analysis.recommend",
    "repeat_purchase": "model.theory",
    "replay": "teaching.quarters",
    "reveal": "teaching.guessing",
    "ruin": "model.theory",
    "scorecard": "analysis.scorecard",
    "simulate": "model.simulation",
    "simulate_season": "model.collection",
    "simulate_style": "model.collection",
    "solution": "teaching.checking",
    "statement_table": "analysis.statement",
    "still": "sliders",
    "stop_loss": "analysis.stop_loss",
    "style_terms": "model.collection",
    "trial_value": "analysis.trial",
    "use": "assumptions.language",
    "weighted": "analysis.scorecard",
    "wholesale": "model.theory",
    "winning_weights": "analysis.scorecard",
    "word_of_mouth": "model.theory",
}

__all__ = sorted(_FROM)


def __getattr__(name: str):
    if name not in _FROM:
        raise AttributeError(f"module 'xbcourse' has no attribute {name!r}")
    module = import_module(f"{__name__}.{_FROM[name]}")
    try:
        found = getattr(module, name)
    except AttributeError:  # a module of that name, not yet imported
        found = import_module(f"{module.__name__}.{name}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*globals(), *_FROM])
