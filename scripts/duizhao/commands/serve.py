"""`duizhao serve`: opens the site as it is while it is edited, with what the check finds beside it."""

import argparse
import signal
import tempfile
import threading
import webbrowser
from pathlib import Path

from duizhao.publish.serve.events import Subscribers
from duizhao.publish.serve.server import ADDRESS, Live, serve_on
from duizhao.publish.serve.session import Session
from duizhao.source.editions import find_profile
from duizhao.watching import watching
from duizhao.words import message_language, words_of

#: The files whose changes are shown.
_ENDINGS = (".md", ".yml", ".csv", ".svg", ".png", ".jpg", ".webp", ".txt")


def run(options: argparse.Namespace) -> int:
    """Carries out the command, until it is interrupted; gives the exit code."""
    root = options.root.resolve()
    language = options.lang or message_language()
    said = words_of(language, "serve")
    profile = find_profile(root, options.profile)
    signal.signal(signal.SIGTERM, _interrupt)
    print(said["building"], flush=True)
    with tempfile.TemporaryDirectory(prefix="duizhao-serve-") as folder:
        session = Session(root, profile, Path(folder), language)
        subscribers = Subscribers(session.state, session.opened)
        session.attend(subscribers)
        live = Live(session.content, subscribers.stream, words_of(language, "serve_page"), language)
        server = serve_on(options.port, live)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        working = threading.Thread(target=session.run, daemon=True)
        working.start()
        address = f"http://{ADDRESS}:{server.server_port}/"
        try:
            with watching(root, _ENDINGS, session.changed):
                if problem := session.wait():
                    print(problem, flush=True)
                print(said["serving"].format(address=address), flush=True)
                if not options.no_open:
                    webbrowser.open(address)
                working.join()
        except KeyboardInterrupt:
            print(f"\n{said['stopped']}")
        finally:
            subscribers.close()
            server.shutdown()
            server.server_close()
            session.stop()
    return 0


def _interrupt(number: int, frame: object) -> None:
    """Ends the command in good order, as Ctrl-C does."""
    raise KeyboardInterrupt
