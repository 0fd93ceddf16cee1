"""The command `duizhao`. Each subcommand imports what it needs when it runs, so that `--help` is quick.

Exit codes: 0 done; 1 done, or stopped, and a person has to act (the text says how); 2 the input or the call is wrong.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from io import TextIOWrapper

from duizhao import __version__
from duizhao.commands.table import COMMANDS
from duizhao.errors import InputError, defused
from duizhao.garbage import uncollected
from duizhao.words import LANGUAGES, message_language, speak, spoken
from duizhao.words import said as _


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives the exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # What the terminal has no letters for is shown by its number; so is what it sends and is no letter.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    speak(_language(arguments))
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.command:
        parser.print_help()
        return 0
    if options.lang_first and hasattr(options, "lang"):
        options.lang = options.lang or options.lang_first
    from importlib import import_module

    command = next(each for each in COMMANDS if each.name == options.command)
    try:
        with uncollected() if command.brief else nullcontext():
            if command.guarded:
                from duizhao.document.safety.before import refuse_unsafe

                refuse_unsafe(options.root)
            code: int = import_module(f"duizhao.commands.{options.command}").run(options)
            sys.stdout.flush()
            return code
    except InputError as error:
        print(defused(f"duizhao: {error}"), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output went away (`duizhao ledger | head`): nothing is wrong.
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print(f"\n{_('duizhao: stopped.')}", file=sys.stderr)
        return 130


def _language(arguments: Sequence[str] | None) -> str:
    """The language for messages: what `--lang` says, wherever it stands, since it may be about the other arguments."""
    asking = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    asking.add_argument("--lang", choices=LANGUAGES)
    try:
        asked = asking.parse_known_args(arguments)[0].lang
    except argparse.ArgumentError:
        asked = None  # who reads all arguments says what is wrong with this one
    return asked or message_language()


def _parser() -> argparse.ArgumentParser:
    formatter: type[argparse.HelpFormatter] = argparse.HelpFormatter
    if spoken() == "zh":
        from duizhao.commands.chinese_help import ChineseFormatter, translate_argparse

        translate_argparse()
        formatter = ChineseFormatter
    parser = argparse.ArgumentParser(
        prog="duizhao",
        description=_("Faithful bilingual editions of reports, set side by side with their source."),
        formatter_class=formatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"duizhao {__version__}",
        help=_("show program's version number and exit"),
    )  # fmt: skip
    # Before the command it is for `_language` alone: a command's own, behind it, would put it back to nothing.
    parser.add_argument(
        "--lang", choices=LANGUAGES, dest="lang_first", help=_("the language of the messages (default: your locale's)")
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for each in COMMANDS:
        what = str(each.what)
        command = commands.add_parser(each.name, help=what, description=what, formatter_class=formatter)
        command.epilog = str(each.epilog or "")
        for option in each.options:
            command.add_argument(*option.names, help=str(option.what), **option.settings)
    return parser
