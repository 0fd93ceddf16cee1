"""Finding the edition a command is about."""

from pathlib import Path

from msgspec import Struct

from duizhao.errors import InputError, Phrase
from duizhao.memo import reader
from duizhao.project import Project, derived, digest_of, program_digest

#: Files in `sources/` that are no profile, though they look like one.
OTHERS = ("glossary.yml", "errata.yml", "highlights.yml")


def profiles(root: Path) -> list[Path]:
    """The profiles in `sources/`, by name."""
    return sorted(p for p in (root / "sources").glob("*.yml") if p.name.count(".") == 1 and p.name not in OTHERS)


def find_profile(root: Path, wanted: str | None) -> Path:
    """The profile a user names by path or by edition; without a name, the only one in `sources/`.

    Raises:
        InputError: there is none, or there are several and none is named.
    """
    folder = root / "sources"
    found = profiles(root)
    if wanted:
        for path in (Path(wanted), root / wanted, folder / wanted, folder / f"{wanted}.yml"):
            if path.is_file():
                return path
        names = [p.stem for p in found] or Phrase("none")
        raise InputError(
            "There is no profile `{wanted}`.", wanted=wanted,
            hint="Profiles in {folder}: {names}.", folder=folder, names=names,
        )  # fmt: skip
    if not found:
        raise InputError(
            "There is no profile in {folder}.", folder=folder,
            hint="Write sources/<edition>.yml; `duizhao manual publishers/profile` shows how.",
        )  # fmt: skip
    if len(found) > 1:
        raise InputError(
            "There are {count} profiles in {folder}.",
            hint="Name one: {names}.",
            count=len(found),
            folder=folder,
            names=[p.stem for p in found],
        )
    return found[0]


def record_path(profile: Path) -> Path:
    """Where the record of an edition's last conversion is."""
    return profile.with_name(f"{profile.stem}.conversion.json")


def base_path(profile: Path) -> Path:
    """The folder that holds the text of an edition's last conversion."""
    return profile.with_name(f"{profile.stem}.base")


def named(path: Path, root: Path) -> str:
    """The path as a user in `root` would write it."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


@derived
def conversion_state(project: Project, profile: Path) -> str:
    """A digest of all a conversion depends on: the program, the profile and what stands beside it, but for other
    profiles, lists of an editor's, and what conversions have written."""
    profile = profile.absolute()
    written = (record_path(profile).name, base_path(profile).name)
    beside = [name for name in project.names(str(profile.parent)) if name not in written]
    names = [name for name in beside if name == profile.name or not name.endswith(".yml")]
    return digest_of(
        program_digest(),
        named(profile, project.root),
        *(part for name in names for part in (name, project.state(str(profile.parent / name)))),
    )


@derived
def only_profile(project: Project) -> Path:
    """The only profile of a project.

    Raises:
        InputError: there is none, or there are several.
    """
    project.names("sources")
    return find_profile(project.root, None)


class EditionLanguage(Struct, frozen=True, array_like=True):
    """A language of an edition, the mark each kind of box begins with in it, and which Chinese characters it is written
    in, if the profile says."""

    code: str
    boxes: tuple[tuple[str, str], ...]
    characters: str


_LANGUAGES = reader(tuple[EditionLanguage, ...])


@derived
def languages_of(project: Project, profile: Path) -> tuple[EditionLanguage, ...]:
    """The languages of a profile, in the order of the source; remembered, since to check a profile takes time.

    Raises:
        InputError: the profile cannot be read.
    """

    def read() -> tuple[EditionLanguage, ...]:
        from duizhao.source.profile import load_profile

        found = load_profile(profile, f"sources/{profile.name}").languages
        return tuple(EditionLanguage(each.code, each.boxes, each.characters) for each in found)

    state = project.state(str(profile.absolute()))
    return project.memo.recall("languages of a profile", state, read, _LANGUAGES)


def codes_of(project: Project, profile: Path) -> tuple[str, ...]:
    """The codes of a profile's languages in its order: the first is that which the others are compared with.

    Raises:
        InputError: the profile cannot be read.
    """
    return tuple(each.code for each in languages_of(project, profile))
