"""Aligns the units of two counterpart texts, and the sentences of counterpart paragraphs."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from msgspec.structs import replace

from duizhao.compare.alignment.anchors import Weights
from duizhao.compare.alignment.evidence import AnchorFinder, Evidence, Side
from duizhao.compare.alignment.gale_church import PARAGRAPHS, measured_paragraphs
from duizhao.compare.alignment.learned_terms import learn_glossary
from duizhao.compare.alignment.lengths import LengthModel, default_model, estimate_model, length
from duizhao.compare.alignment.moves import find_moves
from duizhao.compare.alignment.scoring import Item, Scorer
from duizhao.compare.alignment.search import search
from duizhao.compare.alignment.sentence_beads import SentenceBead, align_sentences
from duizhao.compare.alignment.settled import Pair, Settled, settle
from duizhao.compare.alignment.survey import SURE, survey
from duizhao.compare.alignment.units import Alignment, Bead, Link, Move, Options, Unit
from duizhao.compare.meaning.likeness import Comparer

__all__ = [
    "Alignment", "Bead", "Evidence", "Link", "Move", "Options", "SentenceBead", "Unit", "align_sentences",
    "align_units", "survey",
]  # fmt: skip

_USUAL = Options()

#: Of how many units the whole document is thought to be at least: what is aligned is often one page of it.
_LEAST = 30

#: A bead less sure than this is in doubt, and so are as many beads on either side of it.
_CERTAIN, _NEAR = 0.95, 3

#: From so few pairs of units no terms are learned.
_ENOUGH = 10


def align_units(
    left: Sequence[Unit],
    right: Sequence[Unit],
    *,
    left_language: str,
    right_language: str,
    settled: Mapping[str, str] | None = None,
    options: Options = _USUAL,
    evidence: Evidence | None = None,
    comparers: Sequence[Comparer] = (),
) -> Alignment:
    """Aligns two sequences of units.

    Structure comes first: only units of one kind pair, and as beads are in order nothing pairs across a pair of
    headings, boxes or figures; one that stands only on one side gets a bead of its own. Settled links hold, and
    the rest is aligned between them. All else is decided by lengths and anchors (`scoring.Scorer`), in two passes:
    from the first the length model is measured and how often paragraphs are left out and joined (unless `options` bring
    these), and terms are learned (unless `evidence` brings them), for the second.

    `settled`: the simplest way to give links: from a left unit's key to the right unit's; several left units may have
    one counterpart. It goes before `options.links`. `evidence`: what a survey of the same edition told; its anchors
    (learned terms among them) count here too. `comparers`: asked, one after the other, where doubts
    are left.

    Raises:
        ValueError: two units of one side have the same key.
    """
    for units in (left, right):
        for key, count in Counter(unit.key for unit in units).items():
            if count > 1:
                raise ValueError(f"two units have the key {key!r}; keys are unique on each side")
    languages = left_language, right_language
    finder = evidence.finder if evidence else AnchorFinder(languages, options.find_values)
    finder = finder.with_glossary(options.glossary)
    fixed = settle((*_links(settled or {}), *options.links), left, right)
    aligner = _Aligner(left, right, finder, options, fixed)
    model = options.model or (evidence.model if evidence else aligner.totalled(default_model(*languages)))
    first = aligner.beads(model)
    if options.model is None:
        model = aligner.measured(first, model)
    if evidence is None and options.use_anchors:
        pairs = aligner.texts(first)
        if len(pairs) >= _ENOUGH:
            aligner = _Aligner(
                left, right, finder.with_glossary(learn_glossary(pairs, languages), "l:"), options, fixed
            )
    beads = aligner.beads(model)
    if options.beads is PARAGRAPHS:
        # Where an alignment has lost its way, it says of many paragraphs that they are left out, and is sure of none.
        shapes = (
            (len(bead.left), len(bead.right)) if bead.confidence >= SURE else (1, 1)
            for bead in beads
            if not bead.settled
        )
        aligner.options = replace(options, beads=measured_paragraphs(shapes))
        beads = aligner.beads(model)
    for comparer in comparers:
        if aligner.ask(comparer, beads):
            beads = aligner.beads(model)
    return Alignment(beads, aligner.moves(beads, model), fixed.unused, model)


def _links(settled: Mapping[str, str]) -> Iterable[Link]:
    groups: dict[str, list[str]] = defaultdict(list)
    for left, right in settled.items():
        groups[right].append(left)
    return (Link(tuple(left), (right,)) for right, left in groups.items())


def _anchors(units: Sequence[Unit], finder: AnchorFinder, side: Side, options: Options) -> list[frozenset[str]]:
    """Each unit's anchors; its kind is one too, so that rare kinds hold together."""
    if not options.use_anchors:
        return [frozenset() for _ in units]
    return [finder(unit.text, side, unit.addresses) | {f"k:{unit.kind}"} for unit in units]


class _Aligner:
    """One alignment's items, between settled links."""

    def __init__(
        self,
        left: Sequence[Unit],
        right: Sequence[Unit],
        finder: AnchorFinder,
        options: Options,
        settled: Settled,
    ) -> None:
        anchors = _anchors(left, finder, 0, options), _anchors(right, finder, 1, options)
        self.units = (left, right)
        self.options = options
        self.settled = settled
        self._asked: list[tuple[Comparer, list[dict[int, str]]]] = []
        self.weights = Weights.of(*anchors, _LEAST)
        self.items = tuple(
            [
                Item(i, unit.kind, length(unit.text), self.weights.known(found))
                for i, (unit, found) in enumerate(zip(units, side, strict=True))
            ]
            for units, side in zip(self.units, anchors, strict=True)
        )

    def _scorer(self, left: Sequence[Item], right: Sequence[Item], model: LengthModel) -> Scorer:
        likenesses = tuple(
            comparer.paragraphs(([known[0].get(i.place, "") for i in left], [known[1].get(i.place, "") for i in right]))
            for comparer, known in self._asked
        )
        return Scorer(left, right, model, self.options.beads, self.weights, self.options.mergeable, likenesses)

    def ask(self, comparer: Comparer, beads: Sequence[Bead]) -> bool:
        """Has how the running text compares count from now on, where the alignment leaves doubts; False if nowhere."""
        doubtful = [index for index, bead in enumerate(beads) if not bead.settled and self._in_doubt(bead)]
        if not doubtful:
            return False
        near = {at for index in doubtful for at in range(index - _NEAR, index + _NEAR + 1) if 0 <= at < len(beads)}
        texts = [
            {
                place: self.units[side][place].text
                for at in sorted(near)
                for place in (beads[at].left, beads[at].right)[side]
                if self.units[side][place].kind in self.options.mergeable
            }
            for side in (0, 1)
        ]
        comparer.prepare((texts[0].values(), texts[1].values()))
        self._asked.append((comparer, texts))
        return True

    def _in_doubt(self, bead: Bead) -> bool:
        return bead.confidence < _CERTAIN or len(bead.left) != 1 or len(bead.right) != 1

    def beads(self, model: LengthModel) -> tuple[Bead, ...]:
        """All beads in order, the settled ones among them."""
        loose_left = {i for pair in self.settled.loose for i in pair[0]}
        loose_right = {j for pair in self.settled.loose for j in pair[1]}
        free_left = [item for item in self.items[0] if item.place not in loose_left]
        free_right = [item for item in self.items[1] if item.place not in loose_right]
        found: list[Bead] = []
        at_left = at_right = 0
        for pair in (*self.settled.fixed, None):
            end_left, end_right = (pair[0][0], pair[1][0]) if pair else (len(self.units[0]), len(self.units[1]))
            part_left = _part(free_left, at_left, end_left)
            part_right = _part(free_right, at_right, end_right)
            found.extend(self._between(part_left, part_right, model))
            if pair:
                found.append(_settled_bead(pair))
                at_left, at_right = pair[0][-1] + 1, pair[1][-1] + 1
        return _with_loose(found, self.settled.loose)

    def _between(self, left: Sequence[Item], right: Sequence[Item], model: LengthModel) -> Iterable[Bead]:
        for step in search(self._scorer(left, right, model)):
            places_left = tuple(item.place for item in left[step.left : step.left_end])
            places_right = tuple(item.place for item in right[step.right : step.right_end])
            yield Bead(places_left, places_right, -step.cost, step.posterior)

    def measured(self, beads: Iterable[Bead], default: LengthModel) -> LengthModel:
        """The length model of the running text's beads. All of them, sure or not: the measure bears some mistakes."""
        left, right = self.items
        return estimate_model(
            (
                (sum(left[i].length for i in bead.left), sum(right[j].length for j in bead.right))
                for bead in beads
                if bead.left and bead.right and left[bead.left[0]].kind in self.options.mergeable
            ),
            default,
        )

    def totalled(self, default: LengthModel) -> LengthModel:
        """The length model of all running text on both sides, before anything is aligned. Of a short text, in which a
        single omission would weigh too much, the default."""
        sides = [[item.length for item in side if item.kind in self.options.mergeable] for side in self.items]
        left, right = map(sum, sides)
        return estimate_model([(left, right)] if min(map(len, sides)) >= _LEAST else [], default)

    def texts(self, beads: Iterable[Bead]) -> list[tuple[str, str]]:
        """The texts of the surest beads, left and right."""
        return [
            ("\n".join(self.units[0][i].text for i in bead.left), "\n".join(self.units[1][j].text for j in bead.right))
            for bead in beads
            if bead.left and bead.right and bead.confidence >= SURE
        ]

    def moves(self, beads: Sequence[Bead], model: LengthModel) -> tuple[Move, ...]:
        """What may have been moved."""
        scorer = self._scorer(self.items[0], self.items[1], model)
        anchors = [item.anchors for item in self.items[0]], [item.anchors for item in self.items[1]]
        return find_moves(beads, self.units[0], self.units[1], anchors, scorer.agreement)


def _part(items: Sequence[Item], start: int, end: int) -> Sequence[Item]:
    """Those of the items, in order, whose places lie from `start` to `end`."""
    place = attrgetter("place")
    return items[bisect_left(items, start, key=place) : bisect_left(items, end, key=place)]


def _settled_bead(pair: Pair) -> Bead:
    return Bead(pair[0], pair[1], settled=True)


def _with_loose(beads: Sequence[Bead], loose: Iterable[Pair]) -> tuple[Bead, ...]:
    """The beads with those that stand across the order, each before the first bead that begins behind it."""
    result = list(beads)
    for pair in loose:
        side = 0 if pair[0] else 1
        place = pair[side][0]
        firsts = [(bead.left, bead.right)[side][:1] for bead in result]
        at = next((index for index, first in enumerate(firsts) if first and first[0] > place), len(result))
        result.insert(at, _settled_bead(pair))
    return tuple(result)
