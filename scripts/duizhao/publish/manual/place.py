"""Where the manual's site is."""

from pathlib import Path

#: The site's folder, beside the program's rooms: in a wheel it is there, `make manual` makes it.
SITE = Path(__file__).parents[2] / "manual_site"
#: The languages, and where each one's pages are.
FOLDERS = {"zh": "", "en": "en/"}
