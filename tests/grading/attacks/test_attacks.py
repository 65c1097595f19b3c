"""Every attack is run against the grader's sandbox, and gets nothing."""

import pytest
from corpus import FAMILIES
from host import host
from running import complaints

pytestmark = pytest.mark.usefixtures("sandbox")

#: A worker takes a family at once: see ``part`` in the conftest of all tests.
ATTACKS = [
    pytest.param(
        attack,
        id=f"{number:02}-{family}: {attack.name}",
        marks=[pytest.mark.slow] if attack.slow else [],
    )
    for number, (family, attacks) in enumerate(FAMILIES.items(), start=1)
    for attack in attacks
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_it_gets_nothing(attack):
    with host() as attacked:
        assert complaints(attack, attacked) == []
