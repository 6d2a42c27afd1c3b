"""Numbers in the cells of a CSV file, exact and strict."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

_WHOLE = re.compile(r"[0-9]{1,12}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        if re.fullmatch(r"-[0-9]+", value):
            raise ValueError("a count can't be negative")
        if not _WHOLE.fullmatch(value):
            raise ValueError("write a whole number in digits alone, without unit, blank or comma")
        return int(value)
    return value


def _decimal(value: Any) -> Any:
    if isinstance(value, str):
        if not _DECIMAL.fullmatch(value):
            raise ValueError("write a number in digits with a decimal point, without unit, blank or comma")
        return Decimal(value)
    return value


Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=10_000_000_000)]
Amount = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=-10_000_000, le=10_000_000)]
