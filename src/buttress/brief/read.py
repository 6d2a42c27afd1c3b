"""The content of a brief, read back from the JSON that `write.to_json` makes of it."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from buttress.brief.content import BriefData
from buttress.brief.write import to_json


def from_json(text: str) -> BriefData:
    """The content that `to_json` wrote.

    Raises ValueError for a text that is damaged, of another form, or that would not be written the same again.
    """
    try:
        data = TypeAdapter(BriefData).validate_json(text)
    except ValidationError as error:
        raise ValueError(f"not the content of a brief: {error.error_count()} errors") from None
    if to_json(data) != text:
        raise ValueError("not the content of a brief: it would be written otherwise")
    return data
