"""The process that works for the pages: it answers, tells, stops, and leaves with its server."""

from __future__ import annotations

import os
import time

import pytest

from buttress.web.error import Stopped, WebError
from buttress.web.worker import CallProcess


def test_a_call_answers_fails_in_words_is_stopped_and_goes_on() -> None:
    process = CallProcess()
    try:
        first = process.call(os.getpid)
        assert first != os.getpid()
        with pytest.raises(WebError, match="nothing_here: error: No such file"):
            process.call(os.listdir, "nothing_here")
        with pytest.raises(WebError, match="The program failed here"):
            process.call(int, "x")
        with pytest.raises(Stopped, match="too long"):
            process.call(time.sleep, 30, seconds=0.2)
        assert process.call(os.getpid) != first
    finally:
        process.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
