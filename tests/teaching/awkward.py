"""Values that do not play by the rules; a check must survive them and not be fooled."""

from __future__ import annotations


class EqualToEverything:
    """Says yes to every comparison."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __lt__(self, other):
        return True

    __le__ = __gt__ = __ge__ = __lt__

    def __hash__(self):
        return 0


class LyingFloat(float):
    """A number that claims to be equal to every other."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = float.__hash__


class LyingText(str):
    """A text that claims to be equal to every other."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = str.__hash__


class NoRepr:
    """Cannot even be written out."""

    def __repr__(self):
        raise RuntimeError("no repr")


class Quits:
    """Ends the program as soon as it is looked at."""

    def __repr__(self):
        raise SystemExit(3)

    @property
    def amount(self):
        raise SystemExit(3)


class BrokenList(list):
    """A list that cannot be walked through."""

    def __iter__(self):
        raise RuntimeError("no way through")


def endless_nesting():
    """A list that contains itself."""
    inner = []
    inner.append(inner)
    return inner


#: None of them is a right answer to anything.
AWKWARD = {
    "equal_to_everything": EqualToEverything(),
    "no_repr": NoRepr(),
    "quits": Quits(),
    "broken_list": BrokenList([1.0, 2.0]),
    "endless_nesting": endless_nesting(),
    "lying_float": LyingFloat(123456.0),
    "nan": float("nan"),
    "infinity": float("inf"),
    "complex": 1j,
    "huge_integer": 10**400,
    "type": float,
    "module": __import__("math"),
    "generator": (x for x in ()),
    "bytes": b"8.40",
    "ellipsis": ...,
    "not_implemented": NotImplemented,
}
