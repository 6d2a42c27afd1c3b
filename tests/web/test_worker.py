"""The process that works for the pages: it answers, tells, stops, and leaves with its server."""

from __future__ import annotations

import os
import threading
import time

import pytest

from buttress.web.error import Interrupted, Stopped, WebError
from buttress.web.worker import CallProcess, Tell


def count_slowly(to: int = 1000, progress: Tell = lambda *how: None) -> int:
    for number in range(to):
        progress("counting", number, to)
        time.sleep(0.01)
    return to


def test_a_call_answers_fails_in_words_is_stopped_and_goes_on() -> None:
    process = CallProcess()
    try:
        first = process.call(os.getpid)
        assert first != os.getpid()
        with pytest.raises(WebError, match="nothing_here: error: No such file"):
            process.call(os.listdir, "nothing_here")
        with pytest.raises(WebError, match="The program failed here"):
            process.call(int, "x")
        began = threading.Event()
        threading.Thread(target=lambda: (began.wait(), process.interrupt())).start()
        with pytest.raises(Interrupted):
            process.call(count_slowly, tell=lambda *how: began.set())
        process.interrupt()  # nothing runs: the next call is not meant
        assert process.call(count_slowly, 3, tell=lambda *how: None) == 3
        assert process.call(os.getpid) == first
        with pytest.raises(Stopped, match="too long"):
            process.call(time.sleep, 30, seconds=0.2)
        assert process.call(os.getpid) != first
    finally:
        process.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
