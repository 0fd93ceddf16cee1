"""What `duizhao new` asks the person at the terminal, and the answers."""

import re
from collections.abc import Sequence

from duizhao.languages import language_name
from duizhao.source.guess.model import Seen
from duizhao.source.guess.whole import unsettled


def asked(seen: Seen, said: dict[str, str], language: str) -> Seen:
    """What was seen with the answers of the person at the terminal; an empty answer takes the guess."""
    for key in unsettled(seen):
        guess, name = str(seen.value(key) or ""), language_name(seen.code, language)
        question = said[f"ask_{key}"].format(language=name) + " " + said["ask" if guess else "ask_none"]
        if answer := _answer(question.format(guess=guess)):
            seen = seen.told(key, answer)
    return seen


def which(seen: Sequence[Seen], said: dict[str, str], language: str) -> list[str]:
    """The languages the person at the terminal keeps of one file's several; none if it is all of them."""
    names = {each.code: [language_name(each.code, reader) for reader in (language, each.code)] for each in seen}
    question = said["ask_languages"] + " " + said["ask"]
    while answer := _answer(question.format(guess=said["between"].join(own for own, _ in names.values()))).casefold():
        codes = re.split(r"[\s,，、;；]+", answer)
        if kept := [code for code in names if code in codes or any(each.casefold() in answer for each in names[code])]:
            return kept if len(kept) < len(names) else []
        question = said["ask_again"] + "\n" + said["ask"]
    return []


def _answer(question: str) -> str:
    """What the person at the terminal types, without what no letter stands for, as of an arrow key.

    Raises:
        KeyboardInterrupt: the person ends the input (Ctrl-D).
    """
    try:
        typed = input(question)
    except EOFError:
        raise KeyboardInterrupt from None
    return " ".join("".join(filter(str.isprintable, re.sub(r"\x1b\W*\w?", "", typed))).split())
