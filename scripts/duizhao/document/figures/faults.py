"""What is wrong with the images and data of the figures."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from duizhao.document.figures.data import load_figure
from duizhao.errors import InputError, Phrase

#: The images of figures, in the order of preference, should there be several for one figure.
IMAGES = (".svg", ".png", ".jpg", ".webp")
#: What readers can download, and the file with its words, which they cannot.
TABLE, WORDS = ".csv", ".yml"


def faults(
    folder: Path, name: str, figures: Collection[str], languages: Sequence[str], *, images: bool = True
) -> Iterator[InputError]:
    """What is wrong with the files in `folder`, which errors call `name`; the first fault of each figure.

    `figures`: the ids of the figures there are. `images`: whether those that fit no figure are a fault, too.
    """
    known: dict[str, str] = {}
    for path in sorted(folder.glob("*")):
        if path.suffix in (TABLE, WORDS, *(IMAGES if images else ())):
            # An image may be one language's own: `figure-1.zh.png`.
            id_, _, code = path.stem.partition(".")
            own = path.suffix in IMAGES and code in languages
            known.setdefault(id_ if own else path.stem, f".{code}{path.suffix}" if own else path.suffix)
    for id_, suffix in known.items():
        try:
            if id_ not in figures:
                raise InputError(
                    "No figure of the edition has the id `{id}`.", file=f"{name}/{id_}{suffix}",
                    id=id_, figures=sorted(figures) or Phrase("none"),
                    hint="Name the file after one of its figures: {figures}.",
                )  # fmt: skip
            for language in languages:
                load_figure(folder, id_, language, name)
        except InputError as error:
            yield error
