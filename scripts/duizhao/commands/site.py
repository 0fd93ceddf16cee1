"""`duizhao site`: converts, builds, and says where the site is and what needs a human eye."""

from __future__ import annotations

import argparse

from duizhao.commands.convert import review, summary, write
from duizhao.conversion import convert
from duizhao.editions import find_profile
from duizhao.site.build import build_site


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    path = find_profile(options.root, options.profile)
    conversion = convert(path, options.root)
    what, done = write(conversion, path, options.root)
    if done:
        print("\n".join(summary(what, options.root / "docs")))
    else:
        print("convert: the site is built from the editors' text; changed since the last conversion:")
        print("\n".join(f"  {options.root / 'docs' / name}" for name in what.edited))
    site = build_site(options.root)
    print()
    print("\n".join(review(conversion.findings)))
    print()
    print(f"The site is in {site}/")
    print(f"  open {site / 'index.html'} by double click, or")
    print(f"  python3 -m http.server -d {site}   and go to http://localhost:8000/")
    return 0
