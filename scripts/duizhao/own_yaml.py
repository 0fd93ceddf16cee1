"""The program's own YAML: words and tables, which are kept beside the bytecode once they have been read."""

from functools import partial
from pathlib import Path
from typing import Any

from duizhao import bytecode

#: What reads it.
_LOADER = Path(__file__).with_name("yaml_loader.py")


def own_yaml(file: Path) -> dict[str, Any]:
    """What a YAML file of the program holds."""
    return bytecode.made_of([file, _LOADER], bytecode.place(file, "yml.compiled"), partial(_read, file))


def _read(file: Path) -> dict[str, Any]:
    import yaml  # here, for those who need none of ours: `duizhao --help` is quick

    from duizhao.yaml_loader import LOADER

    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)
    return loaded
