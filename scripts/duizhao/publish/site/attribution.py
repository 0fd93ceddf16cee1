"""Whose words the site holds, and what may be done with them, at the foot of each page."""

from markupsafe import Markup, escape

from duizhao.patterns import lazily
from duizhao.publish.site.front_matter import Edition
from duizhao.publish.site.strings import Strings

_ADDRESS = lazily(r"https?://[^\s<>()（），。；、]+[^\s<>()（），。；、.,;:]")


def attribution(strings: Strings, facts: Edition) -> Markup:
    """The footer's sentence, and what the publisher says of a licence; the title is marked up as that of a work."""
    title = Markup("<cite>{}</cite>").format(strings.title_quoted.format(title=facts.title))
    said = escape(strings.attribution).format(title=title, publisher=facts.publisher or strings.unnamed)
    if facts.licence:
        words = _ADDRESS.sub(r'<a href="\g<0>" rel="license">\g<0></a>', str(escape(facts.licence)))
        said += Markup("<br>") + escape(strings.licence).format(licence=Markup(words))
    return Markup('<p class="edition-attribution">{}</p>').format(said)
