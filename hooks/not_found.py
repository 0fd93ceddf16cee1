"""Around the page for a wrong address: it is in every language, its footer too."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from duizhao.publish.site.not_found import prepare, restore


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    prepare(template_name, config)
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    restore(template_name, config)
    return output_content
