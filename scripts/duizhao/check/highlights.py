"""The sentences on the front page: each stands in its paragraph, word for word."""

from collections.abc import Iterator

from duizhao.check.context import Context
from duizhao.check.model import Finding, Place
from duizhao.document.highlights import HIGHLIGHTS, highlights, page_with


def not_said(context: Context) -> Iterator[Finding]:
    for highlight in highlights(context.project):
        for edition in context.editions:
            said = highlight.said.get(edition.language)
            # It may stand on a page that cannot be read.
            if said and not context.left_out and page_with(edition, highlight) is None:
                place = Place(edition.language, HIGHLIGHTS, highlight.line, highlight.id, "")
                details = (("id", highlight.id), ("here", edition.language), ("text", said))
                yield Finding("s-311", (place,), said, details)
