"""Rules put into words, in both languages at once.

A quote carries its rule as a `Text`, so that the reader may change language after it was made.
Numbers look the same in both languages; currencies, units and sentences come from the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from .. import formats
from ..language import LANGUAGES, Text, message


def phrase(entry: str, /, **gaps: object) -> Text:
    """A sentence of the fee catalogue; a gap may be a `Text`, which is filled language by language.

    An entry of another room of the catalogue is asked for with its room: "border.duty".

    >>> phrase("at_least", rule="15%", amount=money(Decimal("0.30"), "USD")).en
    '15%, at least 0.30 USD'
    """
    template = message(entry if "." in entry else f"fees.{entry}")
    filled = {
        language: template.within(language).format(
            **{name: _within(value, language) for name, value in gaps.items()}
        )
        for language in LANGUAGES
    }
    return Text(**filled)


def listed(parts: Sequence[Text]) -> Text:
    """Several phrases as one sentence: "a, b and c".

    >>> listed([Text("甲", "a"), Text("乙", "b"), Text("丙", "c")]).en
    'a, b and c'
    """
    sentence = parts[0]
    for part in parts[1:-1]:
        sentence = phrase("then", first=sentence, second=part)
    return phrase("and", first=sentence, second=parts[-1]) if len(parts) > 1 else sentence


def separated(parts: Iterable[object], mark: str) -> Text:
    """Parts with a mark of the catalogue between them, language by language.

    >>> separated(["a", "b"], "between_parts").en
    'a; b'
    """
    parts, between = tuple(parts), message(f"fees.{mark}")
    return Text(
        **{
            language: between.within(language).join(str(_within(part, language)) for part in parts)
            for language in LANGUAGES
        }
    )


def money(amount: Decimal, currency: str, digits: int | None = None) -> Text:
    """An amount with its currency: 100 美元, 100 USD. Whole amounts show no cents by default."""
    if digits is None:
        digits = 0 if amount == amount.to_integral_value() else 2
    called = message(f"fees.{currency}")
    return phrase("money", amount=formats.number(amount, digits), currency=called)


def place(region: str) -> Text:
    """What a region is called: 美国站, US."""
    return message(f"fees.region_{region}")


def percent(share: Decimal) -> str:
    """A share in percent with the decimals it needs.

    >>> percent(Decimal("0.0235"))
    '2.35%'
    """
    return f"{formats.plain(share * 100)}%"


def _within(value: object, language: str) -> object:
    return value.within(language) if isinstance(value, Text) else value
