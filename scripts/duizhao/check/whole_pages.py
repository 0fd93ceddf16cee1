"""Pages as a whole: those that stand in one language only, and those that stand twice."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from duizhao.check.context import Context
from duizhao.check.model import Finding, Place
from duizhao.check.pages import page_finding
from duizhao.check.words import told
from duizhao.document.editions import DOCS
from duizhao.document.ids import ids_of
from duizhao.document.model import Page

#: A page is another one's copy, or counterpart, if it shares more than this part of its ids with it.
_SHARED = 0.5
#: So long is a text that two languages do not share by chance, as they do names.
_LONG = 30


def page_on_one_side(context: Context) -> Iterator[Finding]:
    left = [pair.left for pair in context.pairs if pair.left and not pair.right]
    right = [pair.right for pair in context.pairs if pair.right and not pair.left]
    renamed = {page.file: other for page in left for other in right if _share(page, other)}
    for page in left:
        if page.file in renamed:
            yield _renamed(context, page, renamed[page.file])
    known = renamed.keys() | {page.file for page in renamed.values()}
    for edition in context.editions:
        alone = {page.file for page in (*left, *right) if page.file not in known and page.language == edition.language}
        there = next((code for code in context.languages if code != edition.language), "")
        for before, run in _runs(context, edition.pages, alone):
            page, gone = run[0], context.fidelity and context.fidelity.base.has(there, run[0].path)
            why = "page_gone" if gone else "page_new" if len(run) == 1 else "pages_new"
            said = {"here": page.file, "missing": f"{DOCS}/{there}/{page.path}", "before": before}
            yield _finding("b-502", page, page.path, why, *run[1:], there=there, **said)


def _runs(context: Context, pages: Iterable[Page], alone: Collection[str]) -> Iterator[tuple[str, list[Page]]]:
    """The pages that stand alone, each with the page before it that does not: those as one that the source has one
    behind the other, since its outlines differ there, and not its pages."""
    before, run = "", list[Page]()
    for page in pages:
        is_alone, converted = page.file in alone, context.fidelity and context.fidelity.base.page(page)
        if run and not (is_alone and converted):
            yield before, run
            run = []
        if is_alone:
            run.append(page)
            if not converted:
                yield before, run
                run = []
        else:
            before = page.path
    if run:
        yield before, run


def _renamed(context: Context, page: Page, other: Page) -> Finding:
    """Two counterparts that are called differently: the one the last conversion does not know was renamed."""
    known = not context.fidelity or context.fidelity.base.has(page.language, page.path)
    wrong, right = (other, page) if known else (page, other)
    said = {"here": wrong.file, "missing": right.file, "name": f"{DOCS}/{wrong.language}/{right.path}"}
    return _finding("b-502", wrong, f"{wrong.path}\n{right.path}", "page_renamed", there=right.language, **said)


def _finding(code: str, page: Page, key: str, why: str, *further: Page, there: str, **said: str) -> Finding:
    said |= {"count": str(len(further))}
    details = said | {"title": _called(page), "there": there} | told(said, do=f"{why}_do")
    places = (Place(each.language, each.file, 1, each.path, _called(each)) for each in (page, *further))
    return Finding(code, tuple(places), key, tuple(details.items()))


def _called(page: Page) -> str:
    return str(page.front.get("title", page.path))


def _share(page: Page, other: Page) -> bool:
    """Whether two pages share so many ids that they are one page in two languages, or twice."""
    ids = ids_of(page)
    return len(ids) > 1 and sum(id_ in ids_of(other) for id_ in ids) > _SHARED * len(ids)


def page_twice(context: Context) -> Iterator[Finding]:
    """Pages most of whose ids another page of the language has, that of the title among them: where its counterparts
    have another name, or the last conversion does not know it, it is the copy."""
    for edition in context.editions:
        first: dict[str, Page] = {}
        for page in edition.pages:
            shared = Counter(first.setdefault(id_, page).file for id_ in ids_of(page))
            del shared[page.file]
            file, count = shared.most_common(1)[0] if shared else ("", 0)
            if count > _SHARED * len(ids_of(page)) and file == first[_title(page)].file:
                other = next(each for each in edition.pages if each.file == file)
                copy, kept = sorted((page, other), key=lambda each: _is_known(context, each))
                yield _said_of(copy, kept.path, "page_copied", kept.file)
    yield from _in_other_language(context)


def _in_other_language(context: Context) -> Iterator[Finding]:
    """Pages with the text of their counterpart: the language whose page is not as it was has the wrong one. Where both
    are as they were, the source has it in both: a bibliography, a table."""
    base = context.fidelity.base if context.fidelity else None
    for pair in context.pairs:
        if not pair.left or not pair.right:
            continue
        texts = {block.id: block.text for block in pair.left.blocks if len(block.text) >= _LONG}
        same = sum(texts.get(block.id) == block.text for block in pair.right.blocks)
        if same > 1 and same > _SHARED * len(texts):
            changed = [page for page in (pair.left, pair.right) if not base or base.blocks(page) != page.blocks]
            if not changed:
                continue
            page = changed[0] if base else pair.right
            other = pair.right if page is pair.left else pair.left
            yield _said_of(page, other.path, "page_in_other", file=other.file)


def _said_of(page: Page, key: str, why: str, file: str) -> Finding:
    details = {"file": file}
    return page_finding("s-134", page, key, 1, **details, **told(details, said=f"{why}_what", do=f"{why}_do"))


def _title(page: Page) -> str:
    """The id of a page's title, or of what stands first."""
    return next(block.id for block in page.blocks if block.id)


def _is_known(context: Context, page: Page) -> tuple[bool, bool]:
    others = (each for edition in context.editions if edition.language != page.language for each in edition.pages)
    known = bool(context.fidelity and context.fidelity.base.has(page.language, page.path))
    return known, any(other.path == page.path for other in others)
