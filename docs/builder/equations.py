r"""Equations: LaTeX in the pages becomes MathML, which browsers set without a script.

The pages' `$...$` and `$$...$$` come out of the site's builder as `\(...\)` and `\[...\]` in elements of the class
`arithmatex`. The font is STIX Two Math, cut down to the characters that the equations use.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

import ziamath
from fontTools import subset
from fontTools.ttLib import TTFont
from latex2mathml.converter import convert

FONT = Path(ziamath.__file__).parent / "fonts" / "STIXTwoMath-Regular.ttf"
_PLACE = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\\(?P<open>[(\[])(?P<latex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL
)
#: Names of functions, which MathML sets without a space to what follows.
_FUNCTION = re.compile(r"(<mi>(?:log|exp|max|min|tanh|logit)</mi>)(?=<m(?:i|n|sub|sup|frac|over)\b)")
_TEXT = re.compile(r"<[^>]+>")


def typeset(site: Path) -> list[str]:
    """Set the equations of every page of the site and write their font; a line for each that can't be set."""
    faults: list[str] = []
    used: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        made = _PLACE.sub(lambda found, path=path: _mathml(found, path, used, faults), text)  # type: ignore[misc]
        if made != text:
            path.write_text(made, encoding="utf-8")
    _write_font(site, used)
    return faults


def _mathml(found: re.Match[str], path: Path, used: set[str], faults: list[str]) -> str:
    latex = html.unescape(found["latex"]).strip()
    block = found["open"] == "["
    try:
        made: str = convert(latex, display="block" if block else "inline")
    except Exception as reason:  # the converter has no exception of its own for bad LaTeX
        faults.append(f"{path}: can't set {latex!r}: {reason!r}")
        return found[0]
    text = _TEXT.sub("", made)
    if "\\" in text or "<mi>&</mi>" in made:
        faults.append(f"{path}: a command or an environment is not known in {latex!r}")
    used |= set(html.unescape(text))
    spaced = _FUNCTION.sub(r'\1<mspace width="0.17em"/>', made)
    return f'<{found["tag"]} class="equation">{spaced}</{found["tag"]}>'


def _write_font(site: Path, used: set[str]) -> None:
    """The font's used characters, with their stretched forms and the layout table for mathematics."""
    font = TTFont(FONT)
    options = subset.Options(flavor="woff", layout_features=["*"], notdef_outline=True)
    cut = subset.Subsetter(options)
    cut.populate(text="".join(sorted(used | set(_ITALIC))))
    cut.subset(font)
    font.flavor = "woff"
    target = site / "assets" / "stix-two-math.woff"
    target.parent.mkdir(exist_ok=True)
    font.save(target)


#: A single letter of an `<mi>` is shown in mathematical italic, which are characters of their own.
_ITALIC = [chr(code) for code in range(0x1D434, 0x1D468)] + [chr(code) for code in range(0x1D6FC, 0x1D71C)] + ["\u210e"]
