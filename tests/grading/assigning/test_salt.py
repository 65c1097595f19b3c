"""The salt: made once, kept to its owner, and the same seeds from it everywhere."""

import os
import stat

import pytest

from xbcourse.assumptions.errors import DataError
from xbcourse.teaching.grading import salt


def test_it_is_made_once_and_read_back(tmp_path):
    file = tmp_path / "instructor" / "salt"
    made = salt.make(file)
    assert len(made) == 64
    assert salt.read(file) == made
    assert salt.make(file) == made
    assert salt.make(tmp_path / "another") != made


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_only_its_owner_may_read_it(tmp_path):
    salt.make(tmp_path / "salt")
    assert stat.S_IMODE((tmp_path / "salt").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"secret", b"\xff\xfe", b"0" * 63, b"0" * 64 + b"\n1"])
def test_another_file_is_refused(tmp_path, content):
    (tmp_path / "salt").write_bytes(content)
    with pytest.raises(DataError) as refused:
        salt.read(tmp_path / "salt")
    assert refused.value.key == "grading_assign.not_a_salt"


def test_a_missing_one_is_named(tmp_path):
    with pytest.raises(DataError, match="nowhere"):
        salt.read(tmp_path / "nowhere")


def test_seeds_are_sha256_of_the_parts():
    # printf '00|2026001|hw1' | sha256sum
    known = "150888f6cb9a13f6cb41c0176d44fe7911710d08e6658f7335f7ce586c16db46"
    assert salt.seed("00", "2026001", "hw1") == known
    assert salt.seed("00", "a|b") != salt.seed("00", "a", "b")
    assert salt.seed("00", "a\\", "b") != salt.seed("00", "a\\|b")
