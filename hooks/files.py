"""The files of a language, the pages made for it, and their order."""

from duizhao.publish.site.phases.files import on_env, on_files, on_nav

__all__ = ["on_env", "on_files", "on_nav"]
