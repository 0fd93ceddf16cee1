"""The end of a build: what is written beside the pages."""

from duizhao.publish.site.phases.build import on_post_build

__all__ = ["on_post_build"]
