"""What a worker does: it keeps what it has built, and what is known of the project, from one request to the next."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from duizhao.check.context import Context, load
from duizhao.check.model import Finding
from duizhao.check.rules import BY_CODE
from duizhao.check.run import all_findings, check, look
from duizhao.check.sanitize import before_reading
from duizhao.check.settled import settled_of
from duizhao.check.unreadable import unreadable
from duizhao.compare.glossary.load import glossary_of
from duizhao.compare.sentence_aligner import settled_paragraphs
from duizhao.document.editions import DOCS
from duizhao.document.editions import page as page_of
from duizhao.document.model import Edition
from duizhao.errors import InputError, MissingSource
from duizhao.project import Known, Project
from duizhao.publish.serve.findings import QUICK
from duizhao.publish.serve.lagging import Lagging
from duizhao.publish.serve.messages import Answer, Build, Built, Checked, Done, Looked, Problem, Request, Show, Shown
from duizhao.publish.serve.rendering import Press
from duizhao.publish.site.build import build_site
from duizhao.publish.site.installable import SETTING
from duizhao.source.editions import codes_of
from duizhao.source.profile import load_profile


class Desk:
    """`folder`: where the site is built; `language`: that of messages."""

    def __init__(self, root: Path, profile: Path, folder: Path, language: str) -> None:
        self._root, self._profile, self._folder, self._language = root, profile, folder, language
        self._known: Known | None = None
        self._press = Press()
        self._found: tuple[Finding, ...] = ()
        self._broken: set[str] = set()

    def answers(self, request: Request) -> Iterator[Answer]:
        """What there is to say to a request.

        Raises:
            InputError: a file is not as it should be.
            Exception: a page cannot be made, as MkDocs says it.
        """
        yield from self._build() if isinstance(request, Build) else self._show(request)

    def _build(self) -> Iterator[Answer]:
        if stopped := before_reading(self._root):
            yield Built("\n".join(map(self._told, stopped)))
            return
        project = Project(self._root, keep=True, known=self._known)
        self._known = project.known
        _read_sources(project, self._profile)
        self._found = self._check(project)
        yield Checked(self._found)
        press = Press()

        def watch(config: MkDocsConfig) -> None:
            config.plugins["duizhao/serve"] = press
            # What is edited is shown as it is now; a browser that has kept the site from this address lets go of it.
            if SETTING in config.extra:
                config.extra[SETTING] = False

        build_site(self._root, strict=False, to=self._folder, project=project, prepare=watch)
        self._press = press
        codes = codes_of(project, self._profile)
        yield Built(
            files={
                page: tuple(f"{DOCS}/{code}/{path}" for code in sorted(codes, key=lambda code: code != own))
                for page, (own, path) in press.shown().items()
            }
        )

    def _check(self, project: Project) -> tuple[Finding, ...]:
        """What all rules find; without a source, those that need none."""
        try:
            return check(project, self._profile).findings
        except MissingSource:
            return all_findings(load(project, codes_of(project, self._profile)))

    def _project(self) -> Project:
        """The project as it is now, for what is wanted at once."""
        return Lagging(self._root, self._known, self._found) if self._known else Project(self._root)

    def _show(self, request: Show) -> Iterator[Answer]:
        project = self._project()
        # What could not be read stands in the way until it can.
        files = self._broken | set(request.changed)
        faults = {file: why for file in sorted(files) if (why := self._unreadable(project, file))}
        self._broken = set(faults)
        yield Problem("\n".join(dict.fromkeys(faults.values())))
        shown = self._press.shown()
        # A page that cannot be read is shown as it was.
        broken = {file.split("/", 2)[-1] for file in faults}
        pages = tuple(page for page in request.pages if page in shown and shown[page][1] not in broken)
        for page in pages:
            try:
                content = self._press.render(page, project)
            except Exception:  # a page shows something of all others, such as their titles
                if faults:
                    break
                raise
            if content is not None:
                yield Shown(page, content)
        yield from self._look(project, pages)
        yield Done()

    def _unreadable(self, project: Project, file: str) -> str:
        """Why a file cannot be read, or not sensibly; empty if it can, or is not there."""
        _, _, rest = file.partition(f"{DOCS}/")
        language, _, path = rest.partition("/")
        try:
            if not rest:
                _read_sources(project, self._profile)
            elif path.endswith(".md") and (self._root / file).exists():
                if found := unreadable(project.text(file), language, file):
                    return self._told(found)
                page_of(project, language, path)
        except InputError as error:
            return str(error)
        return ""

    def _look(self, project: Project, pages: tuple[str, ...]) -> Iterator[Looked]:
        """What the quick rules find on the files that these pages show."""
        shown = self._press.shown()
        paths = dict.fromkeys(shown[page][1] for page in pages if page in shown)
        codes = codes_of(project, self._profile)
        for path in paths:
            there = [code for code in codes if (self._root / DOCS / code / path).is_file()]
            if there:
                editions = [Edition(code, (page_of(project, code, path),)) for code in there]
                found = look(Context(editions, project), QUICK)
                yield Looked(tuple(f"{DOCS}/{code}/{path}" for code in there), found.findings)

    def _told(self, finding: Finding) -> str:
        """A finding as an error is told: its place, what is wrong, and what to do."""
        place, rule = finding.places[0], BY_CODE[finding.code]
        lines = [f"{place.file}:{place.line}: {rule.says(finding, self._language)}"]
        if advice := rule.advises(finding, self._language):
            lines.append(f"  → {advice}")
        return "\n".join(lines)


def _read_sources(project: Project, profile: Path) -> None:
    """Reads what people write beside the documents.

    Raises:
        InputError: a file is not as it should be.
    """
    load_profile(profile, f"sources/{profile.name}")
    settled_of(project, profile)
    glossary_of(project)
    settled_paragraphs(project)
