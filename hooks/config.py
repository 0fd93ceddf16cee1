"""The configuration: once when MkDocs starts, then before each language is built."""

from duizhao.publish.site.phases.config import on_config, on_startup

__all__ = ["on_config", "on_startup"]
