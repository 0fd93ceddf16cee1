"""Who has which page open, and what they are told: server-sent events."""

import json
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

#: After how many seconds of silence a sign of life is sent, so that a tab that is gone is noticed.
_SILENCE = 15.0


class Subscribers:
    """The open pages; `state` gives what is to be told of one, `opened` is called when one is opened."""

    def __init__(self, state: Callable[[str], dict[str, object]], opened: Callable[[str], None]) -> None:
        self._state = state
        self._opened = opened
        self._lock = threading.Lock()
        self._open: dict[queue.Queue[str | None], str] = {}
        self._closed = False

    def pages(self) -> tuple[str, ...]:
        """The pages that are open, each once."""
        with self._lock:
            return tuple(dict.fromkeys(self._open.values()))

    def tell(self) -> None:
        """Tells every open page how it stands now."""
        with self._lock:
            queues = dict(self._open)
        states = {page: self._message(page) for page in dict.fromkeys(queues.values())}
        for each, page in queues.items():
            each.put(states[page])

    def close(self) -> None:
        """Ends every stream, and those that are asked for later."""
        with self._lock:
            self._closed = True
            for each in self._open:
                each.put(None)

    def stream(self, page: str) -> Iterator[bytes]:
        """What is sent to a tab that has the page open, without an end."""
        told: queue.Queue[str | None] = queue.Queue()
        with self._lock:
            if self._closed:
                return
            self._open[told] = page
        self._opened(page)
        try:
            yield b"retry: 500\n\n"
            message: str | None = self._message(page)
            last = ""
            while message is not None:
                if message != last:
                    yield f"data: {message}\n\n".encode()
                    last = message
                message = last
                with suppress(queue.Empty):
                    message = told.get(timeout=_SILENCE)
                if message == last:
                    yield b": still here\n\n"
        finally:
            with self._lock:
                del self._open[told]

    def _message(self, page: str) -> str:
        return json.dumps(self._state(page), ensure_ascii=False)
