"""Where the course's files are found: in a checkout, in a wheel, in a zip, and nowhere."""

from types import SimpleNamespace

import pytest

from xbcourse.assumptions import home
from xbcourse.assumptions.errors import DataError
from xbcourse.assumptions.language import speaking

WHERE = """
import xbcourse
from xbcourse.assumptions.home import course_root
print(json.dumps([xbcourse.__file__, str(course_root())]))
"""


@pytest.fixture
def package_at(monkeypatch):
    """Pretend that the package lies in this folder."""

    def pretend(folder):
        folder.mkdir(parents=True)
        monkeypatch.setattr(home, "resources", SimpleNamespace(files=lambda name: folder))
        return folder

    return pretend


def test_a_checkout_has_them_beside_the_source(root):
    assert home.course_root() == root


def test_an_installed_wheel_carries_them(installed, elsewhere):
    package, course = elsewhere(installed, WHERE)
    assert package == str(installed / "xbcourse" / "__init__.py")
    assert course == str(installed / "xbcourse" / "_course")


def test_a_zipped_wheel_carries_them(wheel, elsewhere):
    package, course = elsewhere(wheel, WHERE)
    assert package.startswith(str(wheel))
    assert course.startswith(str(wheel))
    assert course.rstrip("/").endswith("_course")


def test_an_installed_course_goes_before_one_that_lies_around(package_at, tmp_path):
    package = package_at(tmp_path / "src" / "xbcourse")
    (tmp_path / "datasets").mkdir()
    assert home.course_root() == tmp_path
    (package / "_course" / "datasets").mkdir(parents=True)
    assert home.course_root() == package / "_course"


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "重新安装"), ("en", "Install xbcourse again")]
)
def test_a_package_without_its_course_says_what_to_do(package_at, tmp_path, language, words):
    package_at(tmp_path / "lib" / "xbcourse")
    with pytest.raises(DataError) as refused, speaking(language):
        home.course_root()
    with speaking(language):
        assert words in str(refused.value)
