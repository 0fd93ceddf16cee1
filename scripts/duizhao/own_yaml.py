"""The program's own YAML: words and tables, which are kept beside the bytecode once they have been read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from duizhao import bytecode


def own_yaml(file: Path) -> dict[str, Any]:
    """What a YAML file of the program holds; read anew when its size or the time of its last change is another."""
    now = file.stat()
    state = now.st_mtime_ns, now.st_size
    place = bytecode.place(file, "yml.compiled")
    match bytecode.kept(place):
        case (written, dict(found)) if written == state:
            return found
    import yaml  # here, for those who need none of ours: `duizhao --help` is quick

    from duizhao.yaml_loader import LOADER

    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)
    bytecode.keep(place, (state, loaded))
    return loaded
