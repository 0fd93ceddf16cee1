"""What the session asks of its workers, and what they answer."""

from msgspec import Struct, field

from duizhao.check.model import Finding


class Build(Struct, frozen=True):
    """Asks for the findings of the whole check, and for the whole site in the worker's folder."""


class Show(Struct, frozen=True):
    """Asks for what can be said at once when files have changed: what is wrong with them, the pages as they are now
    (their addresses below the site's root), and what the check finds there. `changed`: by their paths from the
    project's folder."""

    changed: tuple[str, ...]
    pages: tuple[str, ...]


class Problem(Struct, frozen=True):
    """What keeps files from being shown or checked, in words; empty if nothing does."""

    text: str


class Checked(Struct, frozen=True):
    """All findings of the check, settled ones too."""

    findings: tuple[Finding, ...]


class Looked(Struct, frozen=True):
    """What the rules find that need no more than two counterpart pages: these `files`."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]


class Shown(Struct, frozen=True):
    """A page as it is now."""

    page: str
    content: bytes


class Built(Struct, frozen=True):
    """The site is in the worker's folder; `problem` says why it is not.

    `files`: by the address of a page below the site's root, the files in `docs/` that it shows, one of each language,
    its own first.
    """

    problem: str = ""
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Done(Struct, frozen=True):
    """That was all about what was to be shown."""


Request = Build | Show
Answer = Problem | Checked | Looked | Shown | Built | Done
