"""The two languages of an edition that a command compares: those it is asked for, or the first two."""

import sys

from duizhao.check.context import Context
from duizhao.document.editions import DOCS
from duizhao.errors import InputError, Phrase


def compared(context: Context, asked: str | None) -> Context:
    """A context in which the languages are compared that `asked` names by their codes, with a comma between them.

    Without them it is the first two; of an edition in more, it is said on standard error which these are.

    Raises:
        InputError: the edition is not in two languages, or not in these.
    """
    known, file = context.languages, str(context.root / DOCS)
    if len(known) < 2:
        raise InputError("The edition is in one language.", file=file, hint="This takes two of them.")
    if not asked:
        if len(known) > 2:
            told = Phrase(
                "{pair} are compared. The edition is in {known}; `--languages CODE,CODE` chooses two of them.",
                pair=known[:2], known=known,
            )  # fmt: skip
            print(told, file=sys.stderr)
        return context
    codes = [code.strip() for code in asked.split(",")]
    if unknown := [code for code in codes if code not in known]:
        raise InputError(
            "The edition is not in {languages}.", languages=unknown, file=file, hint="Its languages are {known}.",
            known=known,
        )  # fmt: skip
    if len(codes) != 2 or codes[0] == codes[1]:
        raise InputError(
            "`--languages {asked}` does not name two languages.", asked=asked,
            hint="Its languages are {known}.", known=known,
        )  # fmt: skip
    return context.between(codes[0], codes[1])
