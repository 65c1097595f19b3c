"""Numbers of a question as they stand in its prose, and other numbers printed in the same way.

An exercise says ``[29.99]{price}`` where it prints the input `price`, ``[4]{100 * tacos}`` where it
prints something that follows from inputs. The printed example carries its own format: thousands
separators, decimals, a percent sign. So another value can take its place in either language.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_NUMBER = re.compile(
    r"(?P<sign>[-−]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<fraction>\d+))?(?P<percent>\s?%)?"
)
_OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
#: Beyond these many decimals there is nothing but the noise of binary numbers.
_DECIMALS = 9


class NotPrintable(ValueError):
    """An expression, or an example, that cannot be read; the message says which part."""


def worth(expression: str, inputs: Mapping[str, Any]) -> Any:
    """The value of an expression: input names, numbers, ``+ - * /``, brackets, ``round(x, 2)``.

    >>> worth("quality - lost", {"quality": 4.2, "lost": 0.8})
    3.4
    >>> worth("leads", {"leads": [0.3, -0.12]})
    [0.3, -0.12]
    """
    try:
        value = _worth(ast.parse(expression.strip(), mode="eval").body, inputs)
    except (SyntaxError, TypeError, ValueError, LookupError, ZeroDivisionError) as error:
        raise NotPrintable(f"{expression}: {error}") from None
    return round(value, _DECIMALS) if isinstance(value, float) else value


def names(expression: str) -> set[str]:
    """The inputs that an expression uses.

    >>> sorted(names("round(100 * (tacos + rate), 2)"))
    ['rate', 'tacos']
    """
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except SyntaxError as error:
        raise NotPrintable(f"{expression}: {error}") from None
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - {"round"}


def printed_like(example: str, value: Any) -> str:
    """A value in the format of an example; more decimals only where the value has them.

    >>> printed_like("5,000", 800), printed_like("30.00", 29.9), printed_like("6%", 0.075)
    ('800', '29.90', '7.5%')
    >>> printed_like("0.30, -0.12", [0.1, 0.25, -0.05])
    '0.10, 0.25, -0.05'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        first = example.partition(", ")[0].lstrip("-−")
        minus = "-" if "-" in example else "−"
        return ", ".join(printed_like(minus + first, item) for item in value)
    form = _NUMBER.fullmatch(example)
    if form is None:
        raise NotPrintable(example)
    amount = Decimal(repr(round(value, _DECIMALS))) * (100 if form["percent"] else 1)
    decimals = max(len(form["fraction"] or ""), -_exponent(amount))
    # A thousand is written 1,000 unless the example writes 1000.
    grouping = "" if len(form["whole"]) > 3 and "," not in form["whole"] else ","
    sign = (form["sign"] or "−") if amount < 0 else ""
    return f"{sign}{abs(amount):{grouping}.{decimals}f}{form['percent'] or ''}"


def _exponent(amount: Decimal) -> int:
    return min(0, int(amount.normalize().as_tuple().exponent))


def _worth(node: ast.expr, inputs: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Name):
        return inputs[node.id]
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.value
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_worth(node.left, inputs), _worth(node.right, inputs))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_worth(node.operand, inputs)
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "round":
        number, digits = (_worth(argument, inputs) for argument in node.args)
        return round(number, digits)
    raise TypeError(ast.unparse(node))
