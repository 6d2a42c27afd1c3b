"""Processes of their own, for what a test kills or must find new: forks of the server that has our imports."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from buttress.experiment.spawned import script_left_alone
from buttress.experiment.worker import prepare


def begun(target: Callable[..., object], *arguments: object, **named: object) -> BaseProcess:
    """A process that calls `target`."""
    prepare()
    process: BaseProcess = multiprocessing.get_context("forkserver").Process(
        target=target, args=arguments, kwargs=named
    )
    with script_left_alone():
        process.start()
    return process


def answer_of(target: Callable[..., object], *arguments: object) -> object:
    """What `target` gives in such a process; EOFError if it gives nothing, as when it fails."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = begun(_answer, sender, target, arguments)
    sender.close()
    try:
        return receiver.recv()
    finally:
        process.join()


def _answer(sender: Connection, target: Callable[..., object], arguments: tuple[object, ...]) -> None:
    sender.send(target(*arguments))
