"""Equations of the site: LaTeX becomes MathML, and what can't be set is told."""

import pytest

pytest.importorskip("ziamath", reason="the site's libraries are not installed")

from docs.builder import equations


def test_an_equation_becomes_mathml_with_its_font(tmp_path):
    page = tmp_path / "index.html"
    page.write_text(r'<p>so <span class="arithmatex">\(a_b &lt; \frac{1}{2}\)</span></p>', encoding="utf-8")
    assert equations.typeset(tmp_path) == []
    text = page.read_text(encoding="utf-8")
    assert "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>" in text
    assert "arithmatex" not in text
    assert 10_000 < (tmp_path / "assets" / "stix-two-math.woff").stat().st_size < 400_000


def test_each_equation_that_cannot_be_set_is_told(tmp_path):
    wrong = (r"\left( x", r"\nosuchcommand{x}", r"\begin{aligned} a &= b \end{aligned}")
    page = "".join(rf'<div class="arithmatex">\[{latex}\]</div>' for latex in wrong)
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    told = equations.typeset(tmp_path)
    assert len(told) == 3
    assert all(repr(latex) in line for latex, line in zip(wrong, told, strict=True))
