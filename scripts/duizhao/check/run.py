"""The checks on an edition's files, with what earlier runs found kept in the project's memo.

Nothing is asked twice: what a page's rules found is kept by the page's content, what the rules for two counterpart
pages found by both contents, and all findings by everything the rules may look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from duizhao.check.model import Finding, Place
from duizhao.memo import Memo, reader
from duizhao.project import Project, derived, digest_of

if TYPE_CHECKING:
    from duizhao.check.context import Context
    from duizhao.check.rules import Rule
    from duizhao.check.settled import Settlement
    from duizhao.document.model import Page

_FINDINGS = reader(tuple[Finding, ...])

#: What asks something else at each place (what two languages say, a cell, the end of a text), is about an editor's
#: change, or about the project's other files, which no conversion wrote.
_EACH = ("b-1", "b-2", "b-3", "b-4", "b-503", "b-508", "f-", "s-309", "x-109", "x-11")

#: What is learned from all pages, so that an edit elsewhere may change what is said of a text.
_LEARNED = ("b-2", "b-301", "b-302", "b-404")

#: How many findings of one rule are told in a line.
_MOST_IN_A_LINE = 50


class Run(Struct, frozen=True):
    """What a run found, and in how many places it had to look anew: pages and pairs of pages."""

    findings: tuple[Finding, ...]
    looked: int


#: What the rules may look at, besides the commit that is checked out, whose history gives the reasons of changes.
_SEEN = ("docs", "sources", "mkdocs.yml")


@derived
def findings(project: Project, profile: Path) -> tuple[Finding, ...]:
    """What every rule finds in the edition of a profile; see `check`."""
    project.state(*_SEEN)
    project.commit()
    return check(project, profile).findings


def check(project: Project, profile: Path) -> Run:
    """Checks the edition of a project with every rule. If the project keeps what it finds out, what earlier runs found
    counts, and what this one finds is kept.

    `profile`: the edition's profile, which names its first language.

    Raises:
        InputError: there is no edition, or a file cannot be read.
    """
    looked = 0

    def found() -> Iterable[Finding]:
        nonlocal looked
        from duizhao.check.context import load
        from duizhao.check.rules import RULES
        from duizhao.source.editions import codes_of

        done = look(load(project, codes_of(project, profile), profile), RULES)
        looked = done.looked
        return done.findings

    state = project.state(*_SEEN), project.commit(), profile.name
    findings = _recalled(project.memo, "findings", state, found)
    project.memo.write()
    return Run(findings, looked)


def all_findings(context: Context) -> tuple[Finding, ...]:
    """All findings of all rules, in the table's order."""
    from duizhao.check.rules import RULES

    return with_kinds(_of_renamed(located(asked(RULES, context), context), context), context)


def run_checks(context: Context, settled: Mapping[str, Settlement] | None = None) -> tuple[Finding, ...]:
    """The findings to look at: those no one has `settled`, but for what follows from others."""
    from duizhao.check.follow_ups import without_follow_ups
    from duizhao.check.settled import unsettled

    return without_follow_ups(unsettled(all_findings(context), settled or {}))


def look(context: Context, rules: Sequence[Rule]) -> Run:
    """What rules find in an edition, by page and by pair of pages where they can do with one."""
    by_scope = {scope: [r for r in rules if r.scope == scope] for scope in ("page", "pair", "edition")}
    findings: list[Finding] = []
    looked = 0

    def of(small: Context, some: Sequence[Rule]) -> Iterable[Finding]:
        nonlocal looked
        looked += 1
        return located(asked(some, small), small)

    for small, key, some in (*_pages(context, by_scope["page"]), *_pairs(context, by_scope["pair"])):
        codes = [rule.code for rule in some]
        findings += _recalled(context.memo, "findings of a part", (codes, key), partial(of, small, some))
    findings.extend(located(asked(by_scope["edition"], context), context))
    return Run(with_kinds(_of_renamed(findings, context), context), looked)


def with_kinds(findings: Sequence[Finding], context: Context) -> tuple[Finding, ...]:
    """The findings, those that the last conversion has, too, with the fingerprint of their kind, by which all of that
    kind can be settled at once; without what is said of texts nobody has touched because of an edit elsewhere. Where no
    conversion is known, as they are."""
    from duizhao.check.context import Context as Of
    from duizhao.check.rules import RULES
    from duizhao.compare.glossary.load import GLOSSARY

    base = context.fidelity.base if findings and context.fidelity else None
    if not base or not base.editions:
        return tuple(findings)
    source = Of(base.editions, context.project)
    contents = sorted((page.file, page.content) for page in source.pages())
    same = contents == sorted((page.file, page.content) for page in context.pages())
    key = digest_of(*context.languages, context.project.state(GLOSSARY), *(part for each in contents for part in each))

    def there(what: str, rules: Iterable[Rule]) -> set[str]:
        # Of an edition that is as its source, these are kept: the first edit is then told as soon as any other.
        found = _recalled(context.memo, what, key, lambda: findings if same else look(source, tuple(rules)).findings)
        return {finding.fingerprint for finding in found}

    kinds = there("findings of a source", (r for r in RULES if r.scope != "edition" or not r.code.startswith(_EACH)))
    untouched = _untouched(findings, source, context)
    learned: set[str] = set()
    if untouched and not context.left_out:  # while a page cannot be read, it is not known what all say
        learned = there("learned of a source", (r for r in RULES if r.code.startswith(_LEARNED)))

    def known(finding: Finding) -> Finding:
        given = finding.fingerprint in kinds and not finding.code.startswith(_EACH)
        return replace(finding, kind=Finding(finding.code, ()).fingerprint) if given else finding

    elsewhere = {each for each in untouched if learned.isdisjoint((each.fingerprint, *each.formerly))}
    return tuple(known(each) for each in findings if each not in elsewhere)


def _untouched(findings: Iterable[Finding], source: Context, context: Context) -> set[Finding]:
    """The findings of what is learned from all pages in texts whose words are as the source has them."""
    from duizhao.check.fidelity import splits

    parts = {(u.language, u.anchor) for split in splits(context) for u in (part.change.unit for part in split.parts)}
    was, now = (
        {(each.language, block.id): block.text for each in one.editions for _, block in each.blocks()}
        for one in (source, context)
    )
    return {
        finding
        for finding in findings
        if finding.code.startswith(_LEARNED)
        and all((at := (place.language, place.id)) in parts or now.get(at) == was.get(at) for place in finding.places)
    }


def _recalled(memo: Memo, what: str, key: object, make: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
    """The findings for a question, as the memo has them."""
    return memo.recall(what, key, lambda: tuple(make()), _FINDINGS)


def asked(rules: Iterable[Rule], context: Context) -> list[Finding]:
    """What rules find, of each rule no more in a line than anyone mends one by one: the last of them says how many more
    there are."""
    found: list[Finding] = []
    rules = tuple(rules)
    for each in context.compared:
        # What is not about the two that are compared is found each time.
        found += [finding for finding in _asked(rules, each) if each is context or finding not in found]
    return found


def _asked(rules: Iterable[Rule], context: Context) -> list[Finding]:
    found: list[Finding] = []
    # What finds for several rules is asked once.
    for rule in {rule.finder: rule for rule in rules}.values():
        counts: Counter[tuple[str, str, int]] = Counter()
        last: dict[tuple[str, str, int], int] = {}
        for finding in rule.check(context):
            line = finding.code, finding.places[0].file, finding.places[0].line
            counts[line] += 1
            if counts[line] <= _MOST_IN_A_LINE:
                last[line] = len(found)
                found.append(finding)
        for line, at in last.items():
            found[at] = replace(found[at], more=max(counts[line] - _MOST_IN_A_LINE, 0))
    return found


def _pages(context: Context, rules: Sequence[Rule]) -> Iterable[tuple[Context, str, Sequence[Rule]]]:
    """Each page as an edition of its own, with what decides about its findings."""
    from duizhao.check.context import Context as Of
    from duizhao.document.model import Edition

    for edition in context.editions if rules else ():
        for page in edition.pages:
            small = Of([Edition(edition.language, (page,))], context.project)
            yield small, digest_of(edition.language, page.file, page.content), rules


def _pairs(context: Context, rules: Sequence[Rule]) -> Iterable[tuple[Context, str, Sequence[Rule]]]:
    """Each two counterpart pages as an edition of their own, with what decides about their findings."""
    from duizhao.check.context import Context as Of
    from duizhao.document.model import Edition

    for each in context.compared if rules else ():
        for pair in each.pairs:
            editions = [
                Edition(language, (page,) if page else ())
                for language, page in zip(each.languages[:2], (pair.left, pair.right), strict=True)
            ]
            contents = [
                part for page in (pair.left, pair.right) for part in ((page.file, page.content) if page else ("", ""))
            ]
            small = Of(editions, context.project)
            yield small, digest_of(*each.languages[:2], *contents), rules


def located(findings: Iterable[Finding], context: Context) -> tuple[Finding, ...]:
    """The findings with the columns of their places, and each fingerprint once: of several findings that nothing but
    their order tells apart, the second and further ones get its number in their keys."""
    pages = {page.file: page for page in context.pages()}
    findings = tuple(findings)
    former = _former(context) if findings else {}
    counts: dict[str, int] = {}
    result = []
    for finding in findings:
        places = tuple(_located(place, context, pages) for place in finding.places)
        number = counts[finding.fingerprint] = counts.get(finding.fingerprint, 0) + 1
        key = finding.key if number == 1 else f"{finding.key}\n{number}"
        one = replace(finding, places=places, key=key)
        result.append(replace(one, formerly=_formerly(one, former)) if former else one)
    return tuple(result)


def _of_renamed(findings: Iterable[Finding], context: Context) -> tuple[Finding, ...]:
    """The findings, those whose key begins with the path of a page also with the fingerprint of the path it had."""

    def known(finding: Finding) -> Finding:
        path, _, rest = finding.key.partition("\n")
        if path not in context.renamed:
            return finding
        former = replace(finding, key=f"{context.renamed[path]}\n{rest}").fingerprint
        return replace(finding, formerly=(*finding.formerly, former))

    return tuple(map(known, findings))


#: For how many combinations of former ids a finding's fingerprint is asked.
_MOST = 16


def _former(context: Context) -> dict[tuple[str, str], tuple[str, ...]]:
    """The ids that paragraphs had before they were split or joined, by language and present id."""
    found = {(page.language, block.id): block.also for page in context.pages() for block in page.blocks if block.also}
    if context.fidelity:
        from duizhao.check.fidelity import splits

        for split in splits(context):
            whole = split.whole.change.unit
            units = (part.change.unit for part in split.parts)
            found |= {(whole.language, unit.anchor): (whole.anchor,) for unit in units if unit is not whole}
    return found


def _formerly(finding: Finding, former: Mapping[tuple[str, str], tuple[str, ...]]) -> tuple[str, ...]:
    ids = [(place.id, *former.get((place.language, place.id), ())) for place in finding.places]
    if all(len(some) == 1 for some in ids):
        return ()
    others = islice(product(*ids), 1, _MOST)
    return tuple(dict.fromkeys(finding.fingerprint_at(some) for some in others))


def _located(place: Place, context: Context, pages: dict[str, Page]) -> Place:
    page = pages.get(place.file)
    if place.at or not page or not place.mark or place.mark[0] >= place.mark[1]:
        return place
    for prose in context.prose(page):
        if prose.block.line == place.line and prose.text == place.text and place.mark[1] <= len(prose.at):
            found = prose.place(*place.mark)
            return replace(place, line=found.line, at=found.at)
    return place
