"""The repository stays small, and names neither a machine nor a package index."""

import re
from pathlib import Path

import pytest
from repository import ROOT, files, name

#: Bytes; a file above it belongs elsewhere, and a repository above it is slow to clone.
LARGEST_FILE, LARGEST_REPOSITORY = 1_000_000, 30_000_000
# Put together here, so that this file is none of those that it looks for.
_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("anaconda", "org"),
        ("anaconda", "com"),
        ("npmjs", "org"),
        ("npmmirror", "com"),
        ("tuna", "tsinghua", "edu", "cn"),
        ("mirrors", "aliyun", "com"),
    )
]
_PATHS = [
    re.escape("/" + "root/"),
    # A web address may have such a folder too.
    r"(?<![\w.])/" + r"home/[a-z][\w.-]*/",
    "/" + r"Users/\w+/",
    r"[A-Z]:\\+" + r"Users\\+\w+",
    re.escape(str(ROOT)) + r"\b",
]
_UNWANTED = re.compile("|".join([*map(re.escape, _HOSTS), *_PATHS]))
#: Names that only examples have.
_EXAMPLES = re.compile("/" + r"home/(?:user|learner|student|me|x)/")


def unwanted(text):
    """Every index or machine that a text names."""
    return [match[0] for match in _UNWANTED.finditer(_EXAMPLES.sub("", text))]


def text_of(path: Path) -> str:
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8")


def test_every_file_and_the_whole_are_small():
    sizes = {name(path): path.stat().st_size for path in files()}
    assert {file: size for file, size in sizes.items() if size > LARGEST_FILE} == {}
    assert sum(sizes.values()) < LARGEST_REPOSITORY


def test_no_file_names_a_machine_or_a_package_index():
    found = {name(path): unwanted(text_of(path)) for path in files()}
    assert {file: names for file, names in found.items() if names} == {}


def test_text_is_utf8_with_the_same_line_ends_everywhere():
    assert [name(path) for path in files() if "\r\n" in text_of(path)] == []


@pytest.mark.parametrize(
    "text",
    [
        "https://" + _HOSTS[0] + "/simple",
        "see " + str(ROOT) + "/README.md",
        "/" + "home/li/course",
        "C:\\" + "Users\\li",
    ],
)
def test_such_names_are_found(text):
    assert len(unwanted(text)) >= 1
