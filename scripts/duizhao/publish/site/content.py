"""What the Markdown extension is told of the page that is about to be rendered."""

import re
from collections.abc import Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from duizhao.document.citations import Citations, citations, linked, ways_back
from duizhao.document.editions import page as read
from duizhao.project import Project
from duizhao.publish.markdown import EXTENSION
from duizhao.publish.markdown.page import Notice
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.notices import notices, review_notes

_ID = re.compile(r' id="([^"]+)"')


def hand_over(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """Says whose the page is, hands over what was read of it, with links where it cites an entry of a bibliography, and
    what stands behind its blocks: what readers are told, and the ways back to what cites them; gives the Markdown as it
    is."""
    project, generated = project_of(config), page.file.generated_by is not None
    language, _, path = page.file.src_uri.partition("/")
    found = None if generated else read(project, language, path)
    ids = {block.id for block in found.blocks} if found else ()
    # Of the notices those of this page alone: another page's are no reason to make this one again.
    notices = {id_: told for id_, told in told_behind(project, language).items() if id_ in ids} if found else {}
    cited = citations(project, language) if found else Citations()
    back = ways_back(found, cited) if found else {}
    page_linked = linked(found, cited) if found else None
    config.mdx_configs[EXTENSION].update(generated=generated, page=page_linked, notices=notices, cited=back)
    return markdown


def note_anchors(html: str, page: Page, config: MkDocsConfig) -> str:
    """Tells MkDocs, which checks links by them, the ids of a page that the program made: it has read no HTML there;
    returns the same HTML."""
    if page.file.generated_by is not None:
        page.present_anchor_ids = {*(page.present_anchor_ids or ()), *_ID.findall(html)}
    return html


def told_behind(project: Project, language: str, *, reviews: bool = True) -> Mapping[str, list[Notice]]:
    """By a block's id what readers are told behind it: where the source has lost something and, with `reviews`, where
    the counterpart was corrected since."""
    found: dict[str, list[Notice]] = {}
    for notes, classes in ((notices(project), ""), (review_notes(project) if reviews else {}, "edition-review")):
        for (code, id_), text in notes.items():
            if code == language:
                found.setdefault(id_, []).append((text, classes))
    return found
