"""environment.yml asks for what pyproject.toml asks for, and a conda solver can satisfy it.

The solver works on a small index made from the lock: it proves that the file is read as it is
meant, not that a channel has the packages today.
"""

import asyncio
import json
import tomllib
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from rattler import Channel, MatchSpec, SparseRepoData, solve_with_sparse_repodata
from rattler.exceptions import SolverError
from repository import ROOT
from test_lock_files import LAB, locked, read

#: Where a package has another name on conda-forge: "matplotlib" brings a desktop window with it.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
#: What conda needs in order to hand over to pip, which installs the course itself.
ONLY_CONDA = {"pip": SpecifierSet()}

ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def conda_lines():
    return [line for line in ENVIRONMENT["dependencies"] if isinstance(line, str)]


def wanted_by_pyproject():
    wanted = {"python": SpecifierSet(PROJECT["requires-python"])}
    for requirement in map(Requirement, PROJECT["dependencies"]):
        name = canonicalize_name(requirement.name)
        wanted[CONDA_NAMES.get(name, name)] = requirement.specifier
    return wanted


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """An index of what the lock holds, under conda's names."""
    versions = {name: entries[-1][0] for name, entries in locked(read(LAB)).items()}
    versions |= {"python": "3.11.9", "pip": "26.0"}
    packages = {}
    for name, version in versions.items():
        name = CONDA_NAMES.get(name, name)
        packages[f"{name}-{version}-0.tar.bz2"] = {
            "name": name,
            "version": version,
            "build": "0",
            "build_number": 0,
            "depends": [],
            "subdir": "noarch",
        }
    file = tmp_path_factory.mktemp("channel") / "repodata.json"
    file.write_text(json.dumps({"info": {"subdir": "noarch"}, "packages": packages}))
    return SparseRepoData(Channel("conda-forge"), "noarch", file)


def solved(lines, index):
    """The packages that a solver chooses, by name."""

    async def solve():
        return await solve_with_sparse_repodata([MatchSpec(line) for line in lines], [index])

    # A browser test that ran before may have left its event loop running on this thread.
    with ThreadPoolExecutor(1) as elsewhere:
        records = elsewhere.submit(asyncio.run, solve()).result()
    return {record.name.normalized for record in records}


def test_the_same_packages_in_the_same_ranges():
    asked = {r.name: r.specifier for r in map(Requirement, conda_lines())}
    assert asked == wanted_by_pyproject() | ONLY_CONDA


def test_only_the_course_itself_comes_by_pip():
    (pip,) = (entry for entry in ENVIRONMENT["dependencies"] if isinstance(entry, dict))
    assert pip == {"pip": ["-e ."]}
    assert ENVIRONMENT["channels"][0] == "conda-forge"


def test_a_solver_satisfies_it_with_what_is_locked(index):
    names = {MatchSpec(line).name.normalized for line in conda_lines()}
    assert solved(conda_lines(), index) == names


def test_the_solver_refuses_what_the_lock_does_not_hold(index):
    with pytest.raises(SolverError, match="numpy"):
        solved([*conda_lines(), "numpy>=99"], index)
