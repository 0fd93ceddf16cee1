"""Landmarks a screen reader can tell apart, and where in them one is: the theme makes a landmark of each level of its
navigation, and shows the page one is on by its colour alone. One theme has two switches of one id. What stands before
the text has more indents than words."""

import re

_NAV = re.compile(r"<(/?)nav\b([^>]*)>")
_TOGGLE = '<input class="md-nav__toggle md-toggle" type="checkbox" id="__toc">'
_INDENT = re.compile(r"\n\s+")
_HERE = re.compile(r'class="md-nav__link md-nav__link--active"(?=[ >])')


def one_landmark(html: str) -> str:
    """The page's HTML with navigations inside a navigation as plain groups.

    They keep their names and classes; the outer one remains the landmark.

    >>> one_landmark('<nav class="a"><nav class="b">x</nav></nav>')
    '<nav class="a"><div role="group" class="b">x</div></nav>'
    """
    depth = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal depth
        if match[1]:
            depth -= 1
            return "</div>" if depth > 0 else match[0]
        depth += 1
        return f'<div role="group"{match[2]}>' if depth > 1 else match[0]

    return _NAV.sub(replaced, html)


def mark_page(html: str) -> str:
    """The page's HTML with the navigation's link to the page itself marked as such.

    >>> mark_page('<a href="1.html" class="md-nav__link md-nav__link--active">')
    '<a href="1.html" class="md-nav__link md-nav__link--active" aria-current="page">'
    """

    def marked(match: re.Match[str]) -> str:
        in_link = html.startswith("<a ", html.rfind("<", 0, match.start()))
        return f'{match[0]} aria-current="page"' if in_link else match[0]

    return _HERE.sub(marked, html)


def one_toggle(html: str) -> str:
    """The page's HTML with one switch for the contents: not with that in the navigation, if the page has its own.

    >>> one_toggle('<input id="__toc"><input class="md-nav__toggle md-toggle" type="checkbox" id="__toc">')
    '<input id="__toc">'
    """
    return html.replace(_TOGGLE, "") if html.count(' id="__toc"') > 1 else html


def without_indents(html: str) -> str:
    """The page's HTML without indents and empty lines before its text.

    >>> without_indents('<head>\\n\\n  <title>A</title>\\n<article>\\n  B')
    '<head>\\n<title>A</title>\\n<article>\\n  B'
    """
    before, text, rest = html.partition("<article")
    return _INDENT.sub("\n", before) + text + rest
