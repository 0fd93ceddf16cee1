"""What readers get: the site, the parallel view, the search, bundles, exports, references.

MkDocs makes the site, or where it is installed ProperDocs, which goes on after it and here takes its name: every import
of `mkdocs` below gets it. Whoever has MkDocs running before this package is imported (`python -m mkdocs`) keeps MkDocs.
"""

import sys
from contextlib import suppress
from importlib import import_module

if "mkdocs" not in sys.modules:
    with suppress(ModuleNotFoundError):
        import_module("properdocs.replacement")
        import logging  # here, for `duizhao --help` needs none

        # As its own command line does: what is logged under the old name counts as its own.
        logging.getLogger("mkdocs").parent = logging.getLogger("properdocs")
