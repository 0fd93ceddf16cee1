"""What stops a build of the site."""

from mkdocs.exceptions import PluginError

from duizhao.errors import Phrase


class SiteError(PluginError):
    """Input the site cannot be built from; MkDocs shows it without a traceback.

    Args:
        message: what is wrong and what to do; a template, as for an `InputError`; put into words at once.
        file: the file it is in, as the user would name it.
        values: for the template, by name.
    """

    def __init__(self, message: str, *, file: str | None = None, **values: object) -> None:
        place = f"{file}: " if file else ""
        super().__init__(f"{place}{Phrase(message, **values)}")
