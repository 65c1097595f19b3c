"""The attacks do harm where nothing protects: else it would say nothing that ours gets none."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from attack import FULL
from corpus import FAMILIES
from host import host

NAIVE = Path(__file__).parent / "naive.py"


def naive(attacks, folder):
    """What a naive grader gives each of the attacks."""
    with host() as attacked:
        return _graded([attack.written(attacked.names()) for attack in attacks], folder, attacked)


def _graded(notebooks, folder, attacked):
    run = subprocess.run(
        [sys.executable, str(NAIVE)],
        input=json.dumps(notebooks),
        capture_output=True,
        text=True,
        cwd=folder,
        pass_fds=[attacked.descriptor],
        check=True,
        timeout=300,
    )
    return json.loads(run.stdout.splitlines()[-1])


def test_the_naive_grader_is_no_worse_than_it_must_be(tmp_path):
    """Full marks for what is right, none for what is missing."""
    right, nothing = FAMILIES["odd"][0], FAMILIES["broken"][0]
    graded = naive([right, nothing], tmp_path)
    assert [result["points"] for result in graded] == [FULL, 0]


@pytest.mark.parametrize(("family", "share"), [("forgery", 0.9), ("leaks", 0.9), ("escapes", 1)])
def test_most_attacks_get_through_to_it(family, share, tmp_path):
    attacks = [attack for attack in FAMILIES[family] if attack.outside]
    graded = naive(attacks, tmp_path)
    harmless = [
        attack.name
        for attack, result in zip(attacks, graded, strict=True)
        if not result["loot"] and result["points"] <= attack.points
    ]
    assert len(harmless) <= (1 - share) * len(attacks), harmless
