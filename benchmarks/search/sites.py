"""Builds what the engines of others search: the edition as the theme shows it, and the tools' own folders.

Everything goes below `.cache/search`, which git ignores: the tools of `requirements.txt` and `package.json`, and the
sites.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
CACHE = ROOT / ".cache" / "search"
PYTHON = CACHE / "python"
NODE = CACHE / "node"

#: A site with nothing of ours but what the Markdown needs, so that it is the theme's search that is measured.
_CONFIG = {
    "site_name": "Edition",
    "use_directory_urls": False,
    # What is no page of a language.
    "exclude_docs": "/figures/",
    "theme": {"name": "material", "font": False},
    "markdown_extensions": ["attr_list", "admonition", "footnotes", "tables", "duizhao.publish.markdown"],
}
_LANGUAGE_NAMES = {"zh": "简体中文", "en": "English"}


class Unavailable(Exception):
    """An engine that cannot be had here, with the reason."""


def run(command: list[str], *, cwd: Path = ROOT, text: str | None = None, path: Path | None = None) -> str:
    """Runs a program and returns what it prints; `path` is put in reach of Python.

    Raises:
        Unavailable: it is not there or it failed, with the end of what it said.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    if path:
        environment["PYTHONPATH"] = str(path)
    try:
        result = subprocess.run(
            command, cwd=cwd, input=text, env=environment, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise Unavailable(f"{command[0]}: {error.strerror}") from None
    if result.returncode:
        raise Unavailable(f"{command[0]} failed: {(result.stderr or result.stdout).strip()[-400:]}")
    return result.stdout


def python_tools() -> Path:
    """The folder with jieba and Pagefind, installed there if they are not yet."""
    wanted = (HERE / "requirements.txt").read_text(encoding="utf-8")
    stamp = PYTHON / "made-from.txt"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(PYTHON, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
        run([*pip, "--target", str(PYTHON), "-r", str(HERE / "requirements.txt")])
        stamp.write_text(wanted, encoding="utf-8")
    return PYTHON


def node_tools() -> Path:
    """The folder with the locked npm packages, installed there if they are not yet."""
    wanted = (HERE / "package-lock.json").read_text(encoding="utf-8")
    stamp = NODE / "made-from.json"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(NODE, ignore_errors=True)
        NODE.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, NODE)
        run(["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=NODE)
        stamp.write_text(wanted, encoding="utf-8")
    return NODE / "node_modules"


def theme_site(docs: Path, languages: list[str], name: str, *, jieba: bool = False, offline: bool = False) -> Path:
    """The edition built with the theme as it comes, with its search as it comes; the first language at the root.

    Args:
        docs: the edition's folder.
        languages: their codes; the first is the default one.
        name: of the site's folder below the cache.
        jieba: whether the theme finds jieba, with which it cuts Chinese into words, and is set up for it.
        offline: whether the theme's plugin for sites without a server is on.
    """
    site = CACHE / "sites" / name
    config = CACHE / f"{name}.yml"
    i18n = [{"locale": c, "name": _LANGUAGE_NAMES.get(c, c), "default": c == languages[0]} for c in languages]
    # What the theme's manual says to set for Chinese: jieba puts a zero-width space between words.
    search = {"search": {"separator": r"[\s\u200b\-]"}} if jieba else "search"
    plugins: list[object] = [search, *(["offline"] if offline else [])]
    plugins.append({"i18n": {"docs_structure": "folder", "fallback_to_default": False, "languages": i18n}})
    settings = {**_CONFIG, "docs_dir": str(docs.resolve()), "site_dir": str(site), "plugins": plugins}
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)],
        path=python_tools() if jieba else None,
    )
    return site


def pagefind_index(site: Path) -> str:
    """Adds Pagefind's index to the theme's site, of the articles alone; returns what it says about it."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--keep-index-url"]
    return run([*command, "--root-selector", "article.md-content__inner"], path=python_tools())


def write_script(path: Path, name: str, value: object) -> None:
    """A value as a script that a page can load from anywhere, `file://` included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"window.{name} = {content};\n", encoding="utf-8")
