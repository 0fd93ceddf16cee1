"""What a corpus says of itself in each language: whose the texts are, and how they were aligned."""

from duizhao import __version__
from duizhao.document.model import Edition, Page
from duizhao.languages import FALLBACK
from duizhao.languages.tables import table_of
from duizhao.publish.exports.model import Corpus, Level, Notice
from duizhao.words import filled


def notice_of(edition: Edition, level: Level) -> Notice:
    """The notice in the edition's language; its title and publisher are those of the home page's front matter."""
    language = edition.language if table_of(edition.language, "site") else FALLBACK
    site = table_of(language, "site")
    words: dict[str, str] = site["corpus"]
    home = home_page(edition)
    title, publisher, licence = (
        str(home.front.get(name) or "") if home else "" for name in ("title", "publisher", "licence")
    )
    sentences = [filled(words["title"], title=title)] if title else []
    sentences += [filled(words["publisher"], publisher=publisher)] if publisher else []
    alignment = words[level].format(version=__version__)
    rights = filled(site["licence"], licence=licence) if licence else words["rights"]
    text = words["between"].join([*sentences, alignment, rights] if licence else [*sentences, rights, alignment])
    return Notice(language, title, publisher, rights, alignment, text)


def home_page(edition: Edition) -> Page | None:
    """The page that names title and publisher."""
    return next((page for page in edition.pages if page.path == "index.md"), None)


def about(corpus: Corpus, language: str) -> str:
    """The notice in a language as one text; the first there is if there is none in that language."""
    notice = next((n for n in corpus.notices if n.language == language), corpus.notices[0] if corpus.notices else None)
    return notice.text if notice else ""
