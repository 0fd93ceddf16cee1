"""Once a page outside the languages is made: not a second time."""

from mkdocs.config.defaults import MkDocsConfig

from duizhao.publish.site.static_pages import once


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return once(output_content, config)
