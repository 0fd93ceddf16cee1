"""The date a bundle bears: given, or that of the last commit, never the clock's."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from duizhao.publish.exports.load import build_date

#: The first moment a zip archive can name; for what has no date of its own.
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
_LAST = datetime(2107, 12, 31, tzinfo=UTC)


def bundle_date(root: Path) -> datetime:
    """The moment all files of a bundle bear, in UTC: SOURCE_DATE_EPOCH if it is set (reproducible-builds.org), else
    when the project's last commit was made, else `UNDATED`.

    Raises:
        InputError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    date = build_date() or _last_commit(root) or UNDATED
    return min(max(date, UNDATED), _LAST)


def _last_commit(root: Path) -> datetime | None:
    """When the last commit was made, if `root` is the top of a repository."""
    if not (root / ".git").exists() or not shutil.which("git"):
        return None
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return datetime.fromtimestamp(int(told), tz=UTC) if told.isdigit() else None
