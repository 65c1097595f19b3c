"""What the course says it contains, in the READMEs and in the start lesson, is what it contains."""

from pathlib import Path

import pytest

from xbcourse.teaching.lesson.course import Course

ROOT = Path(__file__).resolve().parents[2]
COURSE = Course(ROOT)
READMES = {"zh": "README.zh.md", "en": "README.md"}


@pytest.mark.parametrize("language", READMES)
def test_the_readme_lists_every_lesson_with_its_claim(language):
    lines = (ROOT / READMES[language]).read_text(encoding="utf-8").splitlines()
    heads = {module: module.head for module in COURSE.modules}
    wanted = [
        f"| [{module.number} {getattr(head.title, language)}]({module.made('lesson', language)})"
        f" | {getattr(head.claim, language)} |"
        for module, head in heads.items()
    ]
    assert [line for line in lines if line.startswith("| [")] == wanted


@pytest.mark.parametrize("language", READMES)
def test_the_map_in_the_start_lesson_names_every_lesson_as_it_names_itself(language):
    start = (ROOT / f"notebooks/{language}/00-start.ipynb").read_text(encoding="utf-8")
    for module in COURSE.modules:
        title, claim = (
            getattr(words, language) for words in (module.head.title, module.head.claim)
        )
        quoted = claim.replace('"', '\\"')
        assert f" | {title} | {quoted} |" in start, module.name
