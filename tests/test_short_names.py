"""What `from xbcourse import ...` offers: every name is there, documented, and quick to ask for."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

import xbcourse


@pytest.mark.parametrize("name", xbcourse.__all__)
def test_every_name_is_found_and_says_what_it_is(name):
    found = getattr(xbcourse, name)
    assert name == "____" or (found.__doc__ or "").strip()


@pytest.mark.parametrize("name", xbcourse.__all__)
def test_no_package_takes_the_place_of_a_name(name):
    # Importing xbcourse.explore would put the module where lessons expect the function.
    assert find_spec(f"xbcourse.{name}") is None


def test_an_unknown_name_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'explorer'"):
        xbcourse.explorer  # noqa: B018
    assert "explore" in dir(xbcourse)


def test_asking_for_nothing_loads_nothing_heavy():
    code = "import sys, xbcourse; print({'pandas', 'matplotlib', 'numpy'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
