"""Which sentences of counterpart paragraphs belong together: by alignment, or as an editor has settled it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from duizhao.compare.alignment.align import SentenceBead, align_sentences, survey
from duizhao.compare.alignment.evidence import Evidence
from duizhao.compare.alignment.gale_church import length_cost
from duizhao.compare.alignment.sentence_beads import in_doubt
from duizhao.compare.glossary.load import glossary_of
from duizhao.compare.glossary.model import Glossary
from duizhao.compare.meaning.dictionary import dictionary_of
from duizhao.compare.meaning.likeness import Comparer
from duizhao.compare.meaning.meaning import Meaning, track
from duizhao.compare.meaning.model import SentenceModel, installed_model, understands
from duizhao.compare.pairs import PagePair, Row, pairs
from duizhao.compare.unlike import unlike_beads
from duizhao.document.model import Block, Page
from duizhao.errors import Phrase
from duizhao.languages.sentences import Sentence, has_sentences, split_sentences
from duizhao.memo import Memo
from duizhao.project import Project, derived
from duizhao.yaml_files import read_yaml

#: How the files end that hold what an editor has settled.
SUFFIX = ".alignment.yml"

#: The two texts of a row, the paragraphs of a side joined by a line break.
Texts = tuple[str, str]

#: The sentences of each language that belong together, by index; the languages by code.
Group = Mapping[str, tuple[int, ...]]


class SettledParagraph(Struct, frozen=True):
    """How an editor has grouped the sentences of one paragraph and its counterpart; where that is written."""

    id: str
    groups: tuple[Group, ...]
    file: str
    line: int


@derived
def settled_paragraphs(project: Project) -> tuple[SettledParagraph, ...]:
    """The settled sentence alignments of a project: `sources/<edition>.alignment.yml`.

    Raises:
        InputError: a file breaks a rule of `alignment.schema.json`.
    """
    what = Phrase("list of settled sentences")
    return tuple(
        SettledParagraph(
            entry["paragraph"],
            tuple({code: tuple(n - 1 for n in found) for code, found in group.items()} for group in entry["sentences"]),
            file,
            lines[(index,)],
        )
        for file in (f"sources/{name}" for name in project.names("sources") if name.endswith(SUFFIX))
        for data, lines in [read_yaml(project.path(file), file, what, "alignment.schema.json", memo=project.memo)]
        for index, entry in enumerate(data)
    )


@derived
def aligner(project: Project, first: str, second: str) -> SentenceAligner:
    """The aligner for two languages of a project, with its glossary and what is settled.

    Raises:
        InputError: a page cannot be read, or the glossary or a list of settled sentences is not as it should be.
    """
    return aligner_for(project, pairs(project, first, second), first, second, installed_model())


def aligner_for(
    project: Project, pages: Sequence[PagePair], first: str, second: str, model: SentenceModel | None
) -> SentenceAligner:
    """The aligner for other pages than those that stand in the project's folder, else like `aligner`; `model`: tells
    what sentences mean."""
    settled = settled_paragraphs(project)
    return SentenceAligner(pages, (first, second), glossary_of(project), settled, project.memo, model)


def comparers_of(project: Project, pages: Sequence[PagePair], languages: tuple[str, str]) -> list[Comparer]:
    """What is installed that compares the paragraphs of pages, of which nothing is asked yet."""
    dictionary = dictionary_of(*languages)
    found: list[Comparer] = [dictionary] if dictionary else []
    if not (model := installed_model()) or not understands(model, languages):
        return found
    pages_of = ([page for pair in pages if (page := (pair.left, pair.right)[side])] for side in (0, 1))
    texts = ([block.text for page in found for block in page.blocks if block.kind == "paragraph"] for found in pages_of)
    return [*found, _meaning_of_texts(model, languages, texts, project.memo)]


def _meaning_of_texts(
    model: SentenceModel, languages: tuple[str, str], sides: Iterable[Iterable[str]], memo: Memo | None
) -> Meaning:
    """What a model says of the sentences of texts, those of each language."""
    left, right = (
        [sentence.text for text in texts for sentence in split_sentences(text, code)]
        for texts, code in zip(sides, languages, strict=True)
    )
    return Meaning(model, languages, (left, right), memo, track)


class SentenceAligner:
    """Aligns the sentences of an edition's paragraphs with what the whole edition tells; settled ones stay.

    Made once for an edition (its survey takes the time), asked for each row. Where we do not know how sentences end
    in one of the languages, a text is one sentence. `model`: tells what sentences mean. `misfits`: what is
    settled and fits no paragraph.
    """

    def __init__(
        self,
        pairs: Sequence[PagePair],
        languages: tuple[str, str],
        glossary: Glossary | None = None,
        settled: Iterable[SettledParagraph] = (),
        memo: Memo | None = None,
        model: SentenceModel | None = None,
    ) -> None:
        self._languages = languages
        self._memo = memo
        self._found: dict[Texts, tuple[SentenceBead, ...]] = {}
        self._rows = {_texts(row): (pair, row) for pair in pairs for row in pair.rows if row.aligned}
        self._evidence: Evidence | None = None
        self._unlike: dict[Texts, tuple[SentenceBead, ...]] | None = None
        if has_sentences(*languages):
            texts = [texts for texts, (_, row) in self._rows.items() if row.left[0].kind == "paragraph"]
            renderings = _renderings(glossary, languages)
            self._evidence = survey(texts, *languages, glossary=renderings, memo=memo)
        by_id = {row.id: texts for texts, (_, row) in self._rows.items()}
        self._settled: dict[Texts, tuple[SentenceBead, ...]] = {}
        self.misfits: list[SettledParagraph] = []
        for entry in settled:
            if beads := self._beads(entry, by_id.get(entry.id)):
                self._settled[by_id[entry.id]] = beads
            else:
                self.misfits.append(entry)
        if model and self._evidence and understands(model, languages):
            self._evidence = replace(self._evidence, meaning=self._meaning(model))

    def _meaning(self, model: SentenceModel) -> Meaning:
        """What the model says, asked at one go for all texts whose alignment is in doubt without it."""
        sides = ([pair[side] for pair in self._rows] for side in (0, 1))
        meaning = _meaning_of_texts(model, self._languages, sides, self._memo)
        doubtful = [pair for pair in self._rows if in_doubt(bead.confidence for bead in self._aligned(*pair))]
        meaning.prepare(([pair[0] for pair in doubtful], [pair[1] for pair in doubtful]), by_clause=True)
        return meaning

    def __call__(self, left: str, right: str) -> tuple[SentenceBead, ...]:
        """The beads of a row's two texts; spans are in the texts. Any two texts may be asked for."""
        if (left, right) not in self._found:
            self._found[left, right] = self._aligned(left, right)
        return self._found[left, right]

    def _aligned(self, left: str, right: str) -> tuple[SentenceBead, ...]:
        if beads := self._settled.get((left, right)):
            return beads
        if not self._evidence:
            return (_whole(left, right),) if left or right else ()
        citations: tuple[list[tuple[int, str]], list[tuple[int, str]]] = ([], [])
        if known := self._rows.get((left, right)):
            pair, row = known
            citations = list(_citations(row.left, pair.left)), list(_citations(row.right, pair.right))
        return align_sentences(
            left, right, *self._languages, evidence=self._evidence, citations=citations, memo=self._memo
        )

    def unlike(self, left: str, right: str) -> tuple[SentenceBead, ...]:
        """Those beads of a row's two texts whose sides say something else (`unlike_beads`), none that were settled."""
        if not self._evidence or not self._evidence.meaning:
            return ()
        if self._unlike is None:
            rows = {
                texts: self(*texts)
                for texts, (_, row) in self._rows.items()
                if row.left[0].kind == "paragraph" and texts not in self._settled
            }
            self._unlike = unlike_beads(rows, self._evidence, self._memo or Memo())
        return self._unlike.get((left, right), ())

    def length_cost(self, left: str, right: str) -> float:
        """What the lengths of two texts cost as counterparts, in nats; 0 where they are as is usual here."""
        return length_cost(len(left), len(right), self._evidence.model) if self._evidence else 0.0

    def spans(self, left: str, right: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """The beads as pairs of spans."""
        return [(bead.left, bead.right) for bead in self(left, right)]

    def _beads(self, entry: SettledParagraph, texts: Texts | None) -> tuple[SentenceBead, ...] | None:
        """The settled beads; None if the paragraph is not there, or its sentences are not those that were settled."""
        if not texts or not self._evidence or any(set(group) - set(self._languages) for group in entry.groups):
            return None
        sentences = [split_sentences(text, code) for text, code in zip(texts, self._languages, strict=True)]
        sides = [[tuple(group.get(code, ())) for group in entry.groups] for code in self._languages]
        for side, groups in enumerate(sides):
            # In order, each sentence once: a changed number of sentences shows here.
            if [n for group in groups for n in group] != list(range(len(sentences[side]))):
                return None
        return tuple(
            SentenceBead(_span(sentences[0], left), _span(sentences[1], right), left, right, 0.0, 1.0)
            for left, right in zip(*sides, strict=True)
            if left or right
        )


def _texts(row: Row) -> Texts:
    left, right = ("\n".join(block.text for block in side) for side in (row.left, row.right))
    return left, right


def _span(sentences: Sequence[Sentence], numbers: Sequence[int]) -> tuple[int, int]:
    return (sentences[numbers[0]].start, sentences[numbers[-1]].end) if numbers else (0, 0)


def _whole(left: str, right: str) -> SentenceBead:
    """Both texts as one bead."""
    sides = [((0, len(text)), (0,)) if text else ((0, 0), ()) for text in (left, right)]
    return SentenceBead(sides[0][0], sides[1][0], sides[0][1], sides[1][1], 0.0, 1.0)


def _citations(blocks: Sequence[Block], page: Page | None) -> Iterator[tuple[int, str]]:
    """The addresses a side's notes cite, at the offset of their references in its text."""
    offset = 0
    for block in blocks:
        for ref in block.refs:
            note = page.notes.get(ref.label) if page else None
            for address in note.addresses if note else ():
                yield offset + ref.offset, address
        offset += len(block.text) + 1


def _renderings(glossary: Glossary | None, languages: tuple[str, str]) -> dict[str, list[str]]:
    """The right language's full forms by each of the left one's."""
    found: dict[str, list[str]] = {}
    for term in glossary.terms if glossary else ():
        left, right = (term.renderings.get(code) for code in languages)
        if left and right:
            for form in left.full:
                found.setdefault(form, []).extend(right.full)
    return found
