"""A process of its own that builds the site, checks the edition, and makes single pages anew."""

import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from duizhao.errors import InputError
from duizhao.publish.serve.messages import Answer, Build, Built, Done, Problem, Request
from duizhao.words import speak


def work(connection: Connection, root: Path, profile: Path, folder: Path, language: str) -> None:
    """Answers requests until the other side is gone; messages are in `language`."""
    # Ctrl-C is for the process that asks: this one ends with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    speak(language)
    from duizhao.publish.serve.desk import Desk

    desk = Desk(root, profile, folder, language)
    while True:
        try:
            request: Request = connection.recv()
        except EOFError:
            return
        for answer in _answers(desk.answers(request), isinstance(request, Build)):
            try:
                connection.send(answer)
            except OSError:
                return


def _answers(answers: Iterator[Answer], building: bool) -> Iterator[Answer]:
    """The answers, and in place of an error what it says."""
    try:
        yield from answers
    except InputError as error:
        yield from _failed(str(error), building)
    except Exception as error:  # an editor's half-finished file may bring any part of the program to a stop
        told = str(error) if isinstance(error, MkDocsException) else f"{type(error).__name__}: {error}"
        yield from _failed(told, building)


def _failed(text: str, building: bool) -> tuple[Answer, ...]:
    return (Built(text),) if building else (Problem(text), Done())
