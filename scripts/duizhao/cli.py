"""The command `duizhao`. Each subcommand imports what it needs when it runs, so that `--help` is quick.

Exit codes: 0 done; 1 done, or stopped, and a person has to act (the text says how); 2 the input or the call is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from duizhao import __version__
from duizhao.errors import InputError, Phrase
from duizhao.publish.bundles.kinds import KINDS
from duizhao.words import LANGUAGES, message_language, speak, spoken
from duizhao.words import said as _


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives the exit code."""
    speak(_language(arguments))
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.command:
        parser.print_help()
        return 0
    from importlib import import_module

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
        print(_("duizhao: stopped."), file=sys.stderr)
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
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, what: str, *, base: bool = False) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=what, description=what, formatter_class=formatter)
        if base:
            sub.add_argument("base", metavar="BASE", help=_("a branch, a tag or a commit"))
        sub.add_argument(
            "profile",
            nargs="?",
            help=_("the edition's profile (default: the only one in sources/), or its name"),
        )
        sub.add_argument("-C", "--root", type=Path, default=Path(), metavar="DIR", help=_("the project's folder"))
        return sub

    convert = command("convert", _("Convert a report's source to the Markdown of its edition."))
    convert.add_argument(
        "--json", metavar="FILE", help=_("also write the review report as JSON (- for standard output)")
    )
    convert.add_argument("--dry-run", action="store_true", help=_("say what would be written, and write nothing"))
    convert.add_argument(
        "--anew", action="store_true",
        help=_("give all ids anew, as if nothing had been converted before; only while no editor has changed anything"),
    )  # fmt: skip
    for side, what in (
        ("ours", _("settle a conflict: the edition's text stands")),
        ("theirs", _("settle a conflict: the new conversion's text stands")),
    ):
        convert.add_argument(f"--{side}", action="append", metavar="CONFLICT", help=what)
    _in_languages(convert)
    ledger = command("ledger", _("Show where every character of the source went, and why any was left out."))
    ledger.add_argument("--line", type=int, metavar="N", help=_("only what became of line N of the source"))
    ledger.add_argument("--json", action="store_true", help=_("every entry, as JSON"))
    _in_languages(ledger)
    align = command("align", _("Show how the two languages correspond, and give ids to what has none."))
    align.add_argument("--write", action="store_true", help=_("write the proposed ids into the Markdown"))
    align.add_argument("--json", action="store_true", help=_("the rows of counterparts, as JSON"))
    align.add_argument("--sentences", metavar="ID", help=_("show how the sentences of a paragraph correspond"))
    align.add_argument("--first", metavar="CODE", help=_("the reference language"))
    _in_languages(align)
    check = command("check", _("Compare the two languages of the edition and list what an editor should look at."))
    check.add_argument(
        "--format", choices=("text", "github", "sarif", "json"), default="text",
        help=_("text for people (default), annotations for GitHub, SARIF 2.1.0, or JSON"),
    )  # fmt: skip
    check.add_argument("--json", action="store_true", help=_("the same as --format json"))
    check.add_argument("--fix", action="store_true", help=_("first mend what cannot change the meaning, and say what"))
    check.add_argument("--watch", action="store_true", help=_("check again whenever a file changes, until Ctrl-C"))
    check.add_argument("--no-cache", action="store_true", help=_("look at everything anew; keep nothing in .cache/"))
    _in_languages(check)
    check.epilog = _(
        "Exit codes: 0, nothing to look at, or notices only; 1, there is an error or a warning that no one has settled;"
        " 2, the input or the call is wrong. docs-dev/manual/ has a page for each code."
    )
    glossary = command("glossary", _("List the glossary with its counts, or propose terms it lacks."))
    glossary.add_argument(
        "--suggest", action="store_true", help=_("propose pairs of terms from the two languages, as YAML to paste")
    )
    glossary.add_argument("--limit", type=int, default=0, metavar="N", help=_("only the first N proposals"))
    _in_languages(glossary)
    export = command("export", _("Write the aligned corpus of the edition, by paragraph or by sentence."))
    for name, what in (
        ("tmx", _("write TMX 1.4b")),
        ("xliff", _("write XLIFF 2.1")),
        ("jsonl", _("write JSON Lines")),
        ("csv", _("write CSV for spreadsheets")),
    ):
        export.add_argument(f"--{name}", action="store_true", help=what)
    export.add_argument(
        "--level", choices=("paragraph", "sentence"), default="paragraph", help=_("what a row is (default: paragraph)")
    )
    export.add_argument(
        "-o", "--output", metavar="FILE", help=_("a file, a folder (for several formats), or - for standard output")
    )
    _in_languages(export)
    bundle = command("bundle", _("Build the site and the edition as files to read offline, to send on and to print."))
    bundle.add_argument("--only", action="append", choices=KINDS, help=_("only this kind (may be repeated)"))
    bundle.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help=_("write them there, and leave the site alone")
    )
    _in_languages(bundle)
    links = command("links", _("Ask the hosts of the cited addresses whether these still work; on request only."))
    links.add_argument("--list", action="store_true", help=_("show what is known, and ask no host"))
    links.add_argument(
        "--older", type=int, default=0, metavar="DAYS", help=_("only what was not checked for DAYS days")
    )
    links.add_argument("--host", metavar="HOST", help=_("only the addresses of this host"))
    links.add_argument(
        "--pause",
        type=_seconds,
        default=1.0,
        metavar="S",
        help=_("seconds between two requests to a host (default: 1)"),
    )
    links.add_argument(
        "--timeout", type=_seconds, default=20.0, metavar="S", help=_("seconds to wait for an answer (default: 20)")
    )
    _in_languages(links)
    errata = command("errata", _("Show how the edition differs from its source, and why."))
    errata.add_argument("--markdown", action="store_true", help=_("as a comment for a pull request"))
    errata.add_argument("--json", action="store_true", help=_("as JSON"))
    errata.add_argument("--since", metavar="COMMIT", help=_("only what was corrected since a commit"))
    _in_languages(errata)
    status = command("status", _("Show how far the edition is read and compared, and what is next."))
    status.add_argument(
        "--confirm", action="append", metavar="ID", help=_("record that a counterpart has been compared")
    )
    status.add_argument("--json", action="store_true", help=_("as JSON"))
    _in_languages(status)
    diff = command("diff", _("Make a page that shows what changed since a commit as a reader sees it."), base=True)
    diff.add_argument("-o", "--output", metavar="FILE", default="build/diff.html", help=_("default: build/diff.html"))
    _in_languages(diff, _("the language of the messages and of the page's own words (default: your locale's)"))
    _in_languages(command("site", _("Convert, check and build the site; says where it is and what needs a human eye.")))
    return parser


def _in_languages(command: argparse.ArgumentParser, what: str | None = None) -> None:
    what = what or _("the language of the messages (default: your locale's)")
    command.add_argument("--lang", choices=LANGUAGES, help=what)


def _seconds(text: str) -> float:
    """A length of time from the command line."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0  # no length of time either
    if not 0 <= value <= 3600:
        told = Phrase("{text} is no length of time between 0 and 3600 seconds", text=text)
        raise argparse.ArgumentTypeError(str(told))
    return value
