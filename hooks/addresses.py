"""What needs the site's address: where to take it from, pictures for shared links, the map of the site."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from duizhao.publish.site.addresses import take_site_url
from duizhao.publish.site.share_images import add_images
from duizhao.publish.site.sitemap import note, write


@event_priority(100)  # before mkdocs-static-i18n, which builds links with it
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    return take_site_url(config)


@event_priority(-210)  # after our own (-200), which puts it in order
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    note(nav, config)
    return nav


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    add_images(files, config)
    return env


@event_priority(-200)  # after mkdocs-static-i18n (-100), which builds the other languages first
def on_post_build(config: MkDocsConfig) -> None:
    write(config)
