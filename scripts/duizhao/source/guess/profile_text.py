"""The profile that says what was seen: YAML with a comment behind each key that tells what the guess rests on."""

from collections.abc import Callable, Sequence

import yaml

from duizhao.source.guess.model import Guess, Seen

#: The keys of a language in the order they are written; what is the same in all languages stands above them.
_KEYS = (
    "title", "publisher", "contents", "parts", "part", "annex", "chapter", "section", "subheading", "headings",
    "running_heads", "page_number", "factbox", "casestudy", "figure",
)  # fmt: skip
_COMMON = ("lines", "footnotes", "markup")

#: What a comment begins behind, at least.
_COLUMN = 34


def profile_text(languages: Sequence[Seen], head: str, comment: Callable[[Guess], str], in_turns: bool = False) -> str:
    """The profile as YAML. `head`: comments at its beginning; `comment`: what a guess rests on, for people; `in_turns`:
    whether the languages stand in turns."""
    files = {seen.code: seen.file for seen in languages}
    one = len(set(files.values())) == 1
    lines = [f"# {line}" for line in head.splitlines()] + [""]
    lines += _entry("source", next(iter(files.values())) if one else files, 0)
    if in_turns:
        lines += _entry("in_turns", True, 0)
    date = next((guess for seen in languages if (guess := seen.guess("date"))), None)
    if date:
        lines += _entry("date", date.value, 0, comment(date))
    common = [key for key in _COMMON if _is_common(key, languages)]
    for key in common:
        if guess := languages[0].guess(key):
            lines += _entry(key, guess.value, 0, comment(guess))
    lines.append("languages:")
    for index, seen in enumerate(languages):
        lines.append(f"  {seen.code}:")
        if one and index and not in_turns and (begins := seen.guess("begins")):
            lines += _entry("begins", begins.value, 4, comment(begins))
        lines += _entry("script", seen.script, 4)
        for key in (*(key for key in _COMMON if key not in common), *_KEYS):
            if guess := seen.guess(key):
                lines += _entry(key, guess.value, 4, comment(guess))
    return "\n".join(lines) + "\n"


def _is_common(key: str, languages: Sequence[Seen]) -> bool:
    """Whether a setting is the same in all languages."""
    return all(seen.value(key) == languages[0].value(key) for seen in languages)


def _entry(key: str, value: object, indent: int, comment: str = "") -> list[str]:
    """A key with its value on one line if it is short, and the comment behind the first line."""
    flow = yaml.safe_dump({key: value}, allow_unicode=True, default_flow_style=False, sort_keys=False, width=10_000)
    if isinstance(value, dict | list):
        short = yaml.safe_dump(
            value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10_000
        ).strip()
        if len(short) <= 90:
            flow = f"{key}: {short}"
    lines = [" " * indent + line for line in flow.rstrip("\n").splitlines()]
    if comment:
        lines[0] = f"{lines[0]:<{_COLUMN}} # {comment}"
    return lines
