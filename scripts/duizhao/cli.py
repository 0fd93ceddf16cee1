"""The command `duizhao`. Each subcommand imports what it needs when it runs, so that `--help` is quick.

Exit codes: 0 done; 1 done, or stopped, and a person has to act (the text says how); 2 the input or the call is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from duizhao import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.command:
        parser.print_help()
        return 0
    from importlib import import_module

    from duizhao.errors import InputError

    try:
        code: int = import_module(f"duizhao.commands.{options.command}").run(options)
        sys.stdout.flush()
        return code
    except InputError as error:
        print(f"duizhao: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output went away (`duizhao ledger | head`): nothing is wrong.
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("duizhao: stopped.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="duizhao",
        description="Faithful bilingual editions of reports, set side by side with their source.",
    )
    parser.add_argument("--version", action="version", version=f"duizhao {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, what: str, *, base: bool = False) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=what, description=what)
        if base:
            sub.add_argument("base", metavar="BASE", help="a branch, a tag or a commit")
        sub.add_argument(
            "profile",
            nargs="?",
            help="the edition's profile (default: the only one in sources/), or its name",
        )
        sub.add_argument("-C", "--root", type=Path, default=Path(), metavar="DIR", help="the project's folder")
        return sub

    convert = command("convert", "Convert a report's source to the Markdown of its edition.")
    convert.add_argument("--json", metavar="FILE", help="also write the review report as JSON (- for standard output)")
    convert.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    convert.add_argument(
        "--anew", action="store_true",
        help="give all ids anew, as if nothing had been converted before; only while no editor has changed anything",
    )  # fmt: skip
    for side, whose in (("ours", "the edition's"), ("theirs", "the new conversion's")):
        convert.add_argument(
            f"--{side}", action="append", metavar="CONFLICT", help=f"settle a conflict: {whose} text stands"
        )
    _in_languages(convert)
    ledger = command("ledger", "Show where every character of the source went, and why any was left out.")
    ledger.add_argument("--line", type=int, metavar="N", help="only what became of line N of the source")
    ledger.add_argument("--json", action="store_true", help="every entry, as JSON")
    _in_languages(ledger)
    align = command("align", "Show how the two languages correspond, and give ids to what has none.")
    align.add_argument("--write", action="store_true", help="write the proposed ids into the Markdown")
    align.add_argument("--json", action="store_true", help="the rows of counterparts, as JSON")
    align.add_argument("--sentences", metavar="ID", help="show how the sentences of a paragraph correspond")
    align.add_argument("--first", metavar="CODE", help="the reference language")
    _in_languages(align)
    check = command("check", "Compare the two languages of the edition and list what an editor should look at.")
    check.add_argument(
        "--format", choices=("text", "github", "sarif", "json"), default="text",
        help="text for people (default), annotations for GitHub, SARIF 2.1.0, or JSON",
    )  # fmt: skip
    check.add_argument("--json", action="store_true", help="the same as --format json")
    check.add_argument("--fix", action="store_true", help="first mend what cannot change the meaning, and say what")
    check.add_argument("--watch", action="store_true", help="check again whenever a file changes, until Ctrl-C")
    check.add_argument("--no-cache", action="store_true", help="look at everything anew; keep nothing in .cache/")
    _in_languages(check)
    check.epilog = (
        "Exit codes: 0, nothing to look at, or notices only; 1, there is an error or a warning that no one has settled;"
        " 2, the input or the call is wrong. docs-dev/manual/ has a page for each code."
    )
    glossary = command("glossary", "List the glossary with its counts, or propose terms it lacks.")
    glossary.add_argument(
        "--suggest", action="store_true", help="propose pairs of terms from the two languages, as YAML to paste"
    )
    glossary.add_argument("--limit", type=int, default=0, metavar="N", help="only the first N proposals")
    _in_languages(glossary)
    export = command("export", "Write the aligned corpus of the edition, by paragraph or by sentence.")
    for name, what in (
        ("tmx", "TMX 1.4b"),
        ("xliff", "XLIFF 2.1"),
        ("jsonl", "JSON Lines"),
        ("csv", "CSV for spreadsheets"),
    ):
        export.add_argument(f"--{name}", action="store_true", help=f"write {what}")
    export.add_argument(
        "--level", choices=("paragraph", "sentence"), default="paragraph", help="what a row is (default: paragraph)"
    )
    export.add_argument(
        "-o", "--output", metavar="FILE", help="a file, a folder (for several formats), or - for standard output"
    )
    bundle = command("bundle", "Build the site and the edition as files: offline website, single page, EPUB, PDF.")
    bundle.add_argument(
        "--only", action="append", choices=("offline", "single", "epub", "pdf"), help="only this kind (may be repeated)"
    )
    bundle.add_argument("-o", "--output", type=Path, metavar="DIR", help="write them there, and leave the site alone")
    _in_languages(bundle)
    links = command("links", "Ask the hosts of the cited addresses whether these still work; on request only.")
    links.add_argument("--list", action="store_true", help="show what is known, and ask no host")
    links.add_argument("--older", type=int, default=0, metavar="DAYS", help="only what was not checked for DAYS days")
    links.add_argument("--host", metavar="HOST", help="only the addresses of this host")
    links.add_argument(
        "--pause", type=_seconds, default=1.0, metavar="S", help="seconds between two requests to a host (default: 1)"
    )
    links.add_argument(
        "--timeout", type=_seconds, default=20.0, metavar="S", help="seconds to wait for an answer (default: 20)"
    )
    _in_languages(links)
    errata = command("errata", "Show how the edition differs from its source, and why.")
    errata.add_argument("--markdown", action="store_true", help="as a comment for a pull request")
    errata.add_argument("--json", action="store_true", help="as JSON")
    errata.add_argument("--since", metavar="COMMIT", help="only what was corrected since a commit")
    _in_languages(errata)
    status = command("status", "Show how far the edition is read and compared, and what is next.")
    status.add_argument("--confirm", action="append", metavar="ID", help="record that a counterpart has been compared")
    status.add_argument("--json", action="store_true", help="as JSON")
    _in_languages(status)
    diff = command("diff", "Make a page that shows what changed since a commit as a reader sees it.", base=True)
    diff.add_argument("-o", "--output", metavar="FILE", default="build/diff.html", help="default: build/diff.html")
    _in_languages(diff, "the language of the messages and of the page's own words")
    _in_languages(command("site", "Convert, check and build the site; says where it is and what needs a human eye."))
    return parser


def _in_languages(command: argparse.ArgumentParser, what: str = "the language of the messages") -> None:
    command.add_argument("--lang", choices=("en", "zh"), help=f"{what} (default: your locale's)")


def _seconds(text: str) -> float:
    """A length of time from the command line."""
    value = float(text)
    if not 0 <= value <= 3600:
        raise argparse.ArgumentTypeError(f"{text} is no length of time between 0 and 3600 seconds")
    return value
