"""The direction of each text on a page: of HTML elements in several languages, some of which run from the right."""

from duizhao.languages.cldr import direction
from duizhao.patterns import compiled

#: A language, and the start tag of an element with one and no direction yet.
_LANGUAGE = compiled(r' lang="([^"<>]+)"')
_TAG = compiled(r'<[a-z][a-z0-9]*\b(?=[^<>]* lang="(?P<lang>[^"<>]+)")(?![^<>]* dir=)')


def with_directions(html: str) -> str:
    """The HTML or XHTML with the direction beside the language of each element; the same if all run from the left."""
    # Most pages hold no language from the right, and to look at each tag takes twice as long.
    if all(direction(tag) == "ltr" for tag in set(_LANGUAGE.findall(html))):
        return html
    if all(direction(match["lang"]) == "ltr" for match in _TAG.finditer(html)):
        return html
    return _TAG.sub(lambda match: f'{match[0]} dir="{direction(match["lang"])}"', html)
