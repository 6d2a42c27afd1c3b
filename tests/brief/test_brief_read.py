"""The content of a brief comes back from its JSON as it was."""

import pytest
from pydantic import TypeAdapter

from buttress.brief.content import BriefData
from buttress.brief.read import from_json
from buttress.brief.write import to_json


@pytest.fixture
def written(data: BriefData) -> str:
    """The invented brief as gathering gives it: its whole numbers as floats, where floats belong."""
    return to_json(TypeAdapter(BriefData).validate_json(to_json(data)))


def test_content_comes_back_as_it_was(data: BriefData, written: str) -> None:
    assert from_json(written) == data


@pytest.mark.parametrize("damage", ['"title"', '"as_of"', '"mean": '])
def test_damaged_content_is_refused(written: str, damage: str) -> None:
    with pytest.raises(ValueError, match="not the content of a brief"):
        from_json(written.replace(damage, damage[:-3], 1))


def test_content_that_would_be_written_otherwise_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="written otherwise"):
        from_json(written + "\n")
