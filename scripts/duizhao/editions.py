"""Finding the edition a command is about."""

from __future__ import annotations

from pathlib import Path

from duizhao.errors import InputError

#: Files in `sources/` that are no profile, though they look like one.
OTHERS = ("glossary.yml", "errata.yml")


def find_profile(root: Path, wanted: str | None) -> Path:
    """The profile a user names by path or by edition; without a name, the only one in `sources/`.

    Raises:
        InputError: there is none, or there are several and none is named.
    """
    folder = root / "sources"
    found = sorted(p for p in folder.glob("*.yml") if p.name.count(".") == 1 and p.name not in OTHERS)
    if wanted:
        for path in (Path(wanted), root / wanted, folder / wanted, folder / f"{wanted}.yml"):
            if path.is_file():
                return path
        names = ", ".join(p.stem for p in found) or "none"
        raise InputError(f"There is no profile `{wanted}`.", hint=f"Profiles in {folder}: {names}.")
    if not found:
        raise InputError(f"There is no profile in {folder}.", hint="Write sources/<edition>.yml; the README shows how.")
    if len(found) > 1:
        raise InputError(
            f"There are {len(found)} profiles in {folder}.",
            hint=f"Name one: {', '.join(p.stem for p in found)}.",
        )
    return found[0]


def record_path(profile: Path) -> Path:
    """Where the record of an edition's last conversion is."""
    return profile.with_name(f"{profile.stem}.conversion.json")


def base_path(profile: Path) -> Path:
    """The folder that holds the text of an edition's last conversion."""
    return profile.with_name(f"{profile.stem}.base")


def first_language(profile: Path) -> str:
    """The code of the edition's first language, which the others are compared with."""
    from duizhao.profile import load_profile

    return load_profile(profile, profile.as_posix()).languages[0].code
