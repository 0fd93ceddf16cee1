"""Where a page's front matter is: the lines between two `---` at its top."""

import re

#: The front matter of a page's content (lines end with `\n`), both `---` included; the group is what is between them.
FRONT_MATTER = re.compile(r"\A---\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
