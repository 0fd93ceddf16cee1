"""The editions of a project, each page read once."""

from duizhao.document.model import Edition, Page
from duizhao.document.read import read_page
from duizhao.errors import InputError
from duizhao.project import Project, derived

#: The folder of the documents, a folder a language.
DOCS = "docs"


@derived
def page(project: Project, language: str, path: str) -> Page:
    """The page with the path `path` below the language's folder.

    Raises:
        InputError: it cannot be read.
    """
    file = f"{DOCS}/{language}/{path}"
    return read_page(project.text(file), language, path, file, project.memo)


@derived
def edition(project: Project, language: str) -> Edition:
    """The edition in one language, its pages in reading order; without those that the project must not read.

    Raises:
        InputError: a page cannot be read.
    """
    folder = project.path(f"{DOCS}/{language}")
    paths = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md")))
    pages = [page(project, language, path) for path in paths if project.reads(f"{DOCS}/{language}/{path}")]
    return Edition(language, tuple(sorted(pages, key=lambda page: (page.order, page.path))))


@derived
def editions(project: Project) -> tuple[Edition, ...]:
    """The editions of all languages, in their folders' order.

    Raises:
        InputError: there is none, or a page cannot be read.
    """
    docs = project.path(DOCS)
    folders = sorted(p.name for p in docs.glob("[a-z][a-z]*") if p.is_dir() and (p / "index.md").exists())
    if not folders:
        raise InputError("There is no edition here.", file=str(docs), hint="Run `duizhao convert` first.")
    return tuple(edition(project, language) for language in folders)
