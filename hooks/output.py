"""What the templates have written."""

from duizhao.publish.site.phases.output import on_post_page, on_post_template, on_template_context

__all__ = ["on_post_page", "on_post_template", "on_template_context"]
