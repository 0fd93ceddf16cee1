"""Once a page is written: one landmark for one navigation, and the page one is on marked in it."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from duizhao.publish.site.landmarks import mark_page, one_landmark


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return mark_page(one_landmark(output))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return one_landmark(output_content) if template_name.endswith(".html") else output_content
