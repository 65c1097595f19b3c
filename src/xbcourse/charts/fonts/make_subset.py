"""Make the two font files of the course from the full Noto Sans SC.

The full font is the npm package ``@expo-google-fonts/noto-sans-sc`` (SIL Open Font License 1.1):

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3
    tar xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz
    sha256sum package/400Regular/NotoSansSC_400Regular.ttf
    python -m xbcourse.charts.fonts.make_subset package/400Regular/NotoSansSC_400Regular.ttf

The sum is `SHA256` below. The same input gives the same bytes; the test of the font makes them
again where `XBCOURSE_FULL_FONT` names the full font. Run it when that test names a character
that is missing. It needs fontTools, which the course itself does not.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from . import FAMILIES, FILES

#: The full font these files were made from.
SHA256 = "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16"
HERE = Path(__file__).parent
CHECKOUT = HERE.parents[3]
#: Where the course writes what may end up in a chart.
SOURCES = {"src": "*.toml *.py", "lessons": "*.md", "datasets": "*.csv *.md *.json *.toml"}
#: Signs that charts use besides letters: arrows, comparison, money, ranges, bullets.
SIGNS = "←↑→↓↗↘−±×÷≈≠≤≥∞√∑·…–—‘’“”•‰€£¥$%°αβγδελμπρστφχωΔΣΩ▲▼△▽■□●○◆◇★☆✓✗①②③④⑤⑥⑦⑧⑨⑩"


def level_one() -> list[str]:
    """The 3755 common characters (GB 2312, level 1), in their order: by sound.

    >>> len(level_one()), level_one()[0], level_one()[-1]
    (3755, '啊', '座')
    """
    return _gb2312(range(0xB0, 0xD8))


def punctuation() -> set[str]:
    """Chinese and Latin punctuation, full-width forms, digits, letters and signs."""
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
    return latin | set(_gb2312(range(0xA1, 0xA4))) | set(SIGNS)


def written(checkout: Path = CHECKOUT) -> set[str]:
    """Every character above ASCII in the sources of the course."""
    found: set[str] = set()
    for folder, patterns in SOURCES.items():
        for pattern in patterns.split():
            for file in (checkout / folder).rglob(pattern):
                found.update(file.read_text(encoding="utf-8"))
    return {character for character in found if ord(character) > 0x7F}


def shares() -> tuple[set[str], set[str]]:
    """What goes into the first file and what into the second."""
    common = level_one()
    half = len(common) // 2
    first = set(common[:half]) | punctuation()
    return first, (set(common[half:]) | written()) - first


def make(source: Path, folder: Path = HERE) -> list[Path]:
    """Write both files beside this one."""
    return [
        write(source, characters, family, folder / name)
        for characters, family, name in zip(shares(), FAMILIES, FILES, strict=False)
    ]


def write(source: Path, characters: set[str], family: str, target: Path) -> Path:
    """Write one file: these characters of the full font, under an own family name."""
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(_options())
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    _rename(font, family)
    font.save(target)
    return target


def _options() -> Options:
    """Outlines, widths and names only: matplotlib uses nothing else of these."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "vhea", "vmtx"]
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.notdef_outline = True
    return options


def _rename(font: TTFont, family: str) -> None:
    """An own name, so that it is never mixed up with a full Noto Sans SC on the machine."""
    for number, words in {1: family, 4: family, 6: family.replace(" ", "")}.items():
        font["name"].setName(words, number, 3, 1, 0x409)


def _gb2312(rows: range) -> list[str]:
    pairs = (bytes([row, cell]) for row in rows for cell in range(0xA1, 0xFF))
    return [pair.decode("gb2312") for pair in pairs if _assigned(pair)]


def _assigned(pair: bytes) -> bool:
    try:
        pair.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("font", type=Path, help="NotoSansSC_400Regular.ttf")
    for path in make(arguments.parse_args().font):
        print(f"{path.name}: {path.stat().st_size:,} bytes")
