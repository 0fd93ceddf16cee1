"""The commands: a row each, from which the command line is read, helped and carried out.

A command is carried out by the module of this package with its name. Nothing is imported here that a command needs
only when it runs, so that `--help` is quick; the words are put into the language that is spoken when they are shown.
"""

import argparse
from pathlib import Path
from typing import Any

from msgspec import Struct

from duizhao.errors import Phrase
from duizhao.publish.bundles.kinds import KINDS
from duizhao.publish.exports.formats import FORMATS
from duizhao.words import LANGUAGES


class Option(Struct, frozen=True):
    """An option or an argument: its names, what it is for, and what else argparse is to know of it."""

    names: tuple[str, ...]
    what: Phrase
    settings: dict[str, Any]


class Command(Struct, frozen=True):
    """A command: its name, what it does, what can be said to it in the order of its help, and what stands below.

    `guarded`: whether it stops before a project in which something must not be opened; the others do without, or say
    more of it. `brief`: whether it ends so soon that memory need not be tidied up meanwhile.
    """

    name: str
    what: Phrase
    options: tuple[Option, ...]
    epilog: Phrase | None = None
    guarded: bool = True
    brief: bool = False


def _option(names: str, what: Phrase, **settings: Any) -> Option:
    return Option(tuple(names.split()), what, settings)


def _flag(name: str, what: Phrase) -> Option:
    return _option(name, what, action="store_true")


def _seconds(text: str) -> float:
    """A length of time from the command line."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0  # no length of time either
    if not 0 <= value <= 3600:
        message = Phrase("{text} is no length of time between 0 and 3600 seconds", text=text)
        raise argparse.ArgumentTypeError(str(message))
    return value


def _port(text: str) -> int:
    """A port from the command line."""
    value = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= value < 2**16:
        raise argparse.ArgumentTypeError(str(Phrase("{text} is no port between 0 and 65535", text=text)))
    return value


_ROOT = _option("-C --root", Phrase("the project's folder"), type=Path, default=Path(), metavar="DIR")
_EDITION = (
    _option("profile", Phrase("the edition's profile (default: the only one in sources/), or its name"), nargs="?"),
    _ROOT,
)
_NO_OPEN = _flag("--no-open", Phrase("open no browser"))
_AS_JSON = _flag("--json", Phrase("as JSON"))
_PAIR = _option("--languages", Phrase("compare these two (default: the first two)"), metavar="CODE,CODE")
_LANG = _option("--lang", Phrase("the language of the messages (default: your locale's)"), choices=LANGUAGES)

#: In the order `duizhao --help` lists them.
COMMANDS = (
    Command("init", Phrase("Begin an edition: settings, hooks, and a profile to fill in."), (
        _ROOT,
        _LANG,
    ), Phrase("What is there stays as it is."), guarded=False),
    Command("new", Phrase("Make an edition of a report's files: see what they hold, write a profile, build a site."), (
        _option("files", Phrase("the report: one file, or one a language"), nargs="+", type=Path, metavar="FILE"),
        _flag("--yes", Phrase("ask nothing; take the best guess")),
        _ROOT,
        _LANG,
    ), Phrase("In an empty folder. Without a terminal nothing is asked."), guarded=False),
    Command("convert", Phrase("Convert a report's source to the Markdown of its edition."), (
        *_EDITION,
        _option("--json", Phrase("also write the review report as JSON (- for standard output)"), metavar="FILE"),
        _flag("--dry-run", Phrase("say what would be written, and write nothing")),
        _flag("--preview", Phrase("show outline and findings beside those of the last conversion, and write nothing")),
        _flag("--anew", Phrase(
            "give all ids anew, as if nothing had been converted before; only while no editor has changed anything"
        )),
        _option("--ours", Phrase("settle a conflict: the edition's text stands"), action="append", metavar="CONFLICT"),
        _option(
            "--theirs", Phrase("settle a conflict: the new conversion's text stands"), action="append",
            metavar="CONFLICT",
        ),
        _LANG,
    )),
    Command("ledger", Phrase("Show where every character of the source went, and why any was left out."), (
        *_EDITION,
        _option("--line", Phrase("only what became of line N of the source"), type=int, metavar="N"),
        _flag("--json", Phrase("every entry, as JSON")),
        _LANG,
    )),
    Command("align", Phrase("Show how the two languages correspond, and give ids to what has none."), (
        *_EDITION,
        _flag("--write", Phrase("write the proposed ids into the Markdown")),
        _flag("--json", Phrase("the rows of counterparts, as JSON")),
        _option("--sentences", Phrase("show how the sentences of a paragraph correspond"), metavar="ID"),
        _PAIR,
        _LANG,
    )),
    Command("check", Phrase("Compare the two languages of the edition and list what an editor should look at."), (
        *_EDITION,
        _option(
            "--format", Phrase("text for people (default), annotations for GitHub, SARIF 2.1.0, or JSON"),
            choices=("text", "github", "sarif", "json"), default="text",
        ),
        _flag("--json", Phrase("the same as --format json")),
        _flag("--fix", Phrase("first mend what cannot change the meaning, and say what")),
        _flag("--watch", Phrase("check again whenever a file changes, until Ctrl-C")),
        _flag("--no-cache", Phrase("look at everything anew; keep nothing in .cache/")),
        _LANG,
    ), Phrase(
        "Exit codes: 0, nothing to look at, or notices only; 1, there is an error or a warning that no one has settled;"
        " 2, the input or the call is wrong. The manual has a page for each code."
    ), guarded=False, brief=True),
    Command("glossary", Phrase("List the glossary with its counts, or propose terms it lacks."), (
        *_EDITION,
        _flag("--suggest", Phrase("propose pairs of terms from the two languages, as YAML to paste")),
        _PAIR,
        _option("--limit", Phrase("only the first N proposals"), type=int, default=0, metavar="N"),
        _LANG,
    )),
    Command("export", Phrase("Write the aligned corpus of the edition, by paragraph or by sentence."), (
        *_EDITION,
        *(_flag(f"--{name}", each.what) for name, each in FORMATS.items()),
        _option(
            "--level", Phrase("what a row is (default: paragraph)"), choices=("paragraph", "sentence"),
            default="paragraph",
        ),
        _option("--languages", Phrase("only these of the languages, by their codes"), metavar="CODE,CODE[,…]"),
        _option(
            "-o --output", Phrase("a file, a folder (for several formats), or - for standard output"), metavar="FILE"
        ),
        _LANG,
    )),
    Command("bundle", Phrase("Build the site and the edition as files to read offline, to send on and to print."), (
        *_EDITION,
        _option("--only", Phrase("only this kind (may be repeated)"), action="append", choices=KINDS),
        _option("-o --output", Phrase("write them there, and leave the site alone"), type=Path, metavar="DIR"),
        _LANG,
    )),
    Command("links", Phrase("Ask the hosts of the cited addresses whether these still work; on request only."), (
        *_EDITION,
        _flag("--list", Phrase("show what is known, and ask no host")),
        _option("--older", Phrase("only what was not checked for DAYS days"), type=int, default=0, metavar="DAYS"),
        _option("--host", Phrase("only the addresses of this host"), metavar="HOST"),
        _option(
            "--pause", Phrase("seconds between two requests to a host (default: 1)"), type=_seconds, default=1.0,
            metavar="S",
        ),
        _option(
            "--timeout", Phrase("seconds to wait for an answer (default: 20)"), type=_seconds, default=20.0,
            metavar="S",
        ),
        _LANG,
    )),
    Command("errata", Phrase("Show how the edition differs from its source, and why."), (
        *_EDITION,
        _flag("--markdown", Phrase("as a comment for a pull request")),
        _AS_JSON,
        _option("--since", Phrase("only what was corrected since a commit"), metavar="COMMIT"),
        _LANG,
    )),
    Command("status", Phrase("Show how far the edition is read and compared, and what is next."), (
        *_EDITION,
        _option("--confirm", Phrase("record that a counterpart has been compared"), action="append", metavar="ID"),
        _AS_JSON,
        _LANG,
    )),
    Command("diff", Phrase("Make a page that shows what changed since a commit as a reader sees it."), (
        _option("base", Phrase("a branch, a tag or a commit"), metavar="BASE"),
        *_EDITION,
        _option("-o --output", Phrase("default: build/diff.html"), metavar="FILE", default="build/diff.html"),
        _option(
            "--lang", Phrase("the language of the messages and of the page's own words (default: your locale's)"),
            choices=LANGUAGES,
        ),
    )),
    Command("site", Phrase("Convert, check and build the site; says where it is and what needs a human eye."), (
        *_EDITION,
        _LANG,
    )),
    Command("serve", Phrase("Show the site while it is edited, with what the check finds beside the text."), (
        *_EDITION,
        _option("--port", Phrase("where to serve it (default: 8000); if it is taken, another"), type=_port,
                default=8000, metavar="N"),
        _NO_OPEN,
        _LANG,
    )),
    Command("manual", Phrase("Open the manual in the browser, and say where it is."), (
        _option("page", Phrase("the code of a check, or a page's name"), nargs="?", default="index", metavar="PAGE"),
        _NO_OPEN,
        _ROOT,
        _LANG,
    ), guarded=False),
)  # fmt: skip
