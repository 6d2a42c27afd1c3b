"""A case that is quick to fit."""

import shutil
from pathlib import Path

import pytest

from buttress.case.blank import BLANK


@pytest.fixture(scope="session")
def early_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The blank case three weeks earlier: fewer weeks to fit, and reports that come later. Not to be changed."""
    folder = Path(shutil.copytree(BLANK, tmp_path_factory.mktemp("early") / "exampleland"))
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert "as_of: 2023-04-10" in text
    (folder / "case.yaml").write_text(text.replace("as_of: 2023-04-10", "as_of: 2023-03-20"), encoding="utf-8")
    return folder
