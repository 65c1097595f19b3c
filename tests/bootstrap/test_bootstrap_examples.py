"""The examples in the set-up tool's own documentation hold."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["interpreter", "surroundings", "trouble"])
def test_examples(name):
    outcome = doctest.testmod(import_module(f"bootstrap.{name}"))
    assert outcome.attempted > 0 and outcome.failed == 0
