"""`duizhao errata`: how the edition differs from its source, and why."""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from html import escape

from duizhao.check.context import Context, load
from duizhao.compare.difference import excerpt, marked_text, pieces
from duizhao.document.model import Block
from duizhao.project import Project
from duizhao.revise.fidelity.at import editions_at
from duizhao.revise.fidelity.load import Fidelity, fidelity_of, load_fidelity
from duizhao.revise.fidelity.model import Erratum
from duizhao.revise.fidelity.reviewed import Pair, unreviewed
from duizhao.revise.fidelity.summary import summary
from duizhao.revise.fidelity.units import unnumbered
from duizhao.source.editions import codes_of, find_profile
from duizhao.words import message_language, words_of

#: How many characters are shown beside a change.
AROUND = 30

_MARKUP = re.compile(r"[\\`*_\[\]()|~!>-]")
#: A forge looks for these once more in the finished page, for mentions, references and addresses; an entity's `#`
#: is none of them.
_CALLS = re.compile(r"(?<!&)[@#:]")


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    profile = find_profile(options.root, options.profile)
    project = Project(options.root, keep=True)
    context = load(project, codes_of(project, profile), profile)
    fidelity = fidelity_of(project, profile)
    errata = list(fidelity.errata)
    earlier = editions_at(options.root, options.since) if options.since else ()
    if options.since:
        before = load_fidelity(project, profile, earlier, history=False)
        known = {erratum.change.hash for erratum in before.errata}
        errata = [erratum for erratum in errata if erratum.change.hash not in known]
    language = options.lang or message_language()
    words = words_of(language, "errata")
    loose = unnumbered(context.editions, earlier)
    said = summary(errata, context.editions, language, len(loose))
    if options.json:
        print(json.dumps([_as_json(erratum) for erratum in errata], ensure_ascii=False, indent=1))
    elif options.markdown:
        print("\n".join(_markdown(errata, loose, said, _pairs(context, fidelity, errata), words, language)))
    else:
        for erratum in errata:
            print("\n".join(_shown(erratum, words, language)))
        for file, block in loose:
            print(f"{file}:{block.line}: {words['unnumbered']}\n  {{+{' '.join(block.text.split())}+}}")
        missing = [erratum for erratum in errata if not erratum.reasoned]
        if missing:
            print(f"\n{words['give']}\n")
            print("\n".join(line for erratum in missing for line in _template(erratum, profile.stem)))
        print(words["done"].format(summary=said))
    return 0


def _pairs(context: Context, fidelity: Fidelity, errata: Sequence[Erratum]) -> tuple[Pair, ...]:
    return unreviewed(context.pairs, errata, fidelity.reviewed)


def _told(said: dict[str, str], language: str) -> str:
    """A reason in the language asked for, or in the one there is."""
    return said.get(language) or said.get("") or next(iter(said.values()), "")


def _shown(erratum: Erratum, words: dict[str, str], language: str) -> list[str]:
    change, why = erratum.change, erratum.why
    unit = change.unit
    text = marked_text(excerpt(pieces(*change.texts), AROUND)).replace("\n", " ")
    lines = [f"{unit.file}:{change.line}: {unit.language} #{unit.id} {words[change.kind]} [{change.hash}]", f"  {text}"]
    reason = _told(why.reason, language) or words["none"]
    lines.append(f"  {words['why']}{words['colon']}{' · '.join(filter(None, (why.date[:10], why.author, reason)))}")
    if why.evidence:
        lines.append(f"  {words['evidence']}{words['colon']}{_told(why.evidence, language)}")
    for before in why.earlier:
        told = (before.date[:10], before.author, _told(before.reason, language))
        lines.append(f"  {words['earlier']}{words['colon']}{' · '.join(filter(None, told))}")
    return lines


def _template(erratum: Erratum, edition: str) -> Iterator[str]:
    """An entry for errata.yml to fill in."""
    unit = erratum.change.unit
    yield f"- edition: {edition}"
    yield f"  language: {unit.language}"
    yield f"  id: {unit.id}"
    yield f"  change: '{erratum.change.hash}'"
    yield "  reason: …"
    if erratum.change.kind == "vanished":
        yield "  removed: true"


def _markdown(
    errata: Sequence[Erratum],
    loose: Sequence[tuple[str, Block]],
    said: str,
    pairs: Sequence[Pair],
    words: dict[str, str],
    language: str,
) -> Iterator[str]:
    """A comment for a pull request. What strangers wrote is escaped: it is text, whatever it looks like."""
    yield f"**{said[0].upper()}{said[1:]}{words['full_stop']}**"
    for erratum in errata:
        change, why = erratum.change, erratum.why
        unit = change.unit
        reason = _told(why.reason, language)
        told = _text(reason) if reason else f"**{words['none']}**"
        yield ""
        yield f"- {_code(f'{unit.file}:{change.line}')} {_code(f'#{unit.id}')} {words[change.kind]}"
        yield f"  <br>{''.join(_piece(part.kind, part.text) for part in excerpt(pieces(*change.texts), AROUND))}"
        yield f"  <br>{words['why']}{words['colon']}{told}"
        if why.evidence:
            yield f"  <br>{words['evidence']}{words['colon']}{_text(_told(why.evidence, language))}"
        for before in why.earlier:
            yield f"  <br>{words['earlier']}{words['colon']}{_text(_told(before.reason, language))}"
    for file, block in loose:
        yield ""
        yield f"- {_code(f'{file}:{block.line}')} {words['unnumbered']}"
        yield f"  <br>{_piece('inserted', block.text)}"
    if pairs:
        yield ""
        yield f"{words['counterpart']}{words['colon'].strip()}"
        yield ""
    for pair in pairs:
        for code, unit in pair.counterparts:
            yield f"- {_code(f'{unit.file}:{unit.line}')} {_code(f'#{pair.id}')} ({_text(code)}): {_text(unit.text)}"


def _piece(kind: str, text: str) -> str:
    tag = {"deleted": "del", "inserted": "ins"}.get(kind)
    return f"<{tag}>{_text(text)}</{tag}>" if tag else _text(text)


def _code(text: str) -> str:
    return "`" + " ".join(text.replace("`", "'").split()) + "`"


def _text(text: str) -> str:
    """Text that stays text in Markdown: no markup, no mention, no link."""
    quiet = _MARKUP.sub(lambda match: f"&#{ord(match[0])};", escape(re.sub(r"\s+", " ", text), quote=False))
    return _CALLS.sub(r"\g<0><!-- -->", quiet)


def _as_json(erratum: Erratum) -> dict[str, object]:
    change, why = erratum.change, erratum.why
    return {
        "change": change.hash,
        "kind": change.kind,
        "language": change.unit.language,
        "page": change.unit.page,
        "file": change.unit.file,
        "line": change.line,
        "id": change.unit.id,
        "before": change.before.text if change.before else None,
        "after": change.after.text if change.after else None,
        "date": why.date,
        "author": why.author,
        "commit": why.commit,
        "reason": why.reason,
        "evidence": why.evidence,
        "earlier": [{"date": w.date, "reason": w.reason, "evidence": w.evidence} for w in why.earlier],
        "removed": erratum.removed,
    }
