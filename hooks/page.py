"""A page: its Markdown, then its HTML, then what the templates are told of it."""

from duizhao.publish.site.phases.page import on_page_content, on_page_context, on_page_markdown

__all__ = ["on_page_content", "on_page_context", "on_page_markdown"]
