"""The kinds of answer a question can expect, and how each is recognised in other shapes."""

from .choice import Choice
from .essay import Criterion, Essay
from .expectation import Expectation
from .function import Function
from .listing import Listing
from .number import Number
from .table import Table

__all__ = [
    "Choice",
    "Criterion",
    "Essay",
    "Expectation",
    "Function",
    "Listing",
    "Number",
    "Table",
]
