"""The edition as it was at a point of the history."""

import subprocess
from pathlib import Path

from duizhao.document.editions import read_page
from duizhao.document.model import Edition, Page
from duizhao.errors import InputError
from duizhao.revise.fidelity.history import batch, git


def editions_at(root: Path, ref: str) -> tuple[Edition, ...]:
    """The editions below `docs/` in the commit `ref`, read from git and not from the files.

    Raises:
        InputError: git does not know the commit, or is not there.
    """
    if ref.startswith("-"):
        raise InputError("`{ref}` is no commit.", ref=ref, hint="Name a branch, a tag or a commit.")
    try:
        commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
        listed = git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", "docs").decode().split("\0")
        names = [name for name in listed if name.endswith(".md") and name.count("/") >= 2]
        prefix = git(root, "rev-parse", "--show-prefix").decode().strip()
        contents = batch(root, "".join(f"{commit}:{prefix}{name}\n" for name in names).encode())
    except (OSError, subprocess.SubprocessError):
        raise InputError(
            "git does not find the commit `{ref}` here.",
            ref=ref,
            hint="Name a branch, a tag or a commit of this repository; a shallow clone may not have it (git fetch).",
        ) from None
    pages: dict[str, list[Page]] = {}
    for name, content in zip(names, contents, strict=True):
        _, language, path = name.split("/", 2)
        if content is not None:
            text = content.decode(errors="replace").replace("\r\n", "\n")
            pages.setdefault(language, []).append(read_page(text, language, path, name))
    pages = {code: found for code, found in pages.items() if any(page.path == "index.md" for page in found)}
    ordered = {code: sorted(found, key=lambda page: (page.order, page.path)) for code, found in pages.items()}
    return tuple(Edition(code, tuple(found)) for code, found in sorted(ordered.items()))
