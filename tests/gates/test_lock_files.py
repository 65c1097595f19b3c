"""The locks: exact, with hashes, without an index's address, in agreement with pyproject."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from repository import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LAB, TEST = "requirements.lock", "requirements-test.lock"
_ENTRY = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)(?P<rest>.*)")


def locked(text):
    """Name → every entry (version, marker, hashes) that the lock has of it."""
    found = {}
    for entry in re.sub(r"\s*\\\n\s*", " ", text).splitlines():
        match = _ENTRY.fullmatch(entry)
        assert match, entry
        marker, *hashes = re.split(r"\s*--hash=sha256:", match["rest"])
        assert hashes, entry
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in hashes), entry
        key = canonicalize_name(match["name"])
        found.setdefault(key, []).append((match["version"], marker.strip(" ;"), tuple(hashes)))
    return found


def read(file):
    return (ROOT / file).read_text(encoding="utf-8")


def direct(*extras):
    """The requirements that pyproject names itself."""
    optional = PROJECT["project"]["optional-dependencies"]
    names = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["setup"]]
    return [
        Requirement(line) for line in (*names, *(n for extra in extras for n in optional[extra]))
    ]


@pytest.mark.parametrize("file", [LAB, TEST])
def test_every_entry_is_exact_with_hashes_and_no_address(file):
    assert len(locked(read(file))) > 50
    assert "://" not in read(file)


@pytest.mark.parametrize(("file", "extras"), [(LAB, ()), (TEST, ("test",))])
def test_every_direct_requirement_is_locked_inside_its_range(file, extras):
    entries = locked(read(file))
    for wanted in direct(*extras):
        versions = [version for version, *_ in entries[canonicalize_name(wanted.name)]]
        assert versions, wanted
        assert all(wanted.specifier.contains(version) for version in versions), wanted


def test_what_learners_run_is_what_the_tests_ran_with():
    lab, test = locked(read(LAB)), locked(read(TEST))
    different = {name for name, entries in lab.items() if entries != test.get(name)}
    # A package that the tests need everywhere may be needed on some systems only by learners.
    assert all(
        {(version, hashes) for version, _, hashes in lab[name]}
        <= {(version, hashes) for version, _, hashes in test.get(name, [])}
        for name in different
    ), different


@pytest.mark.parametrize("text", ["numpy>=2\n", "numpy==2.4.6\n", "-i https://example.com\n"])
def test_a_loose_lock_is_found(text):
    with pytest.raises(AssertionError):
        locked(text)
