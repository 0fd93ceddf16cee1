"""What is said of ids that are not what they were, and what `duizhao align --write` makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.check.context import Context
from duizhao.check.fix import mend
from duizhao.check.model import Finding
from duizhao.check.run import run_checks
from duizhao.compare.pairs import pair_editions
from duizhao.document import mistaken
from duizhao.document.editions import read_page
from duizhao.document.mistaken import Base
from duizhao.document.model import Edition, Page
from duizhao.project import Project
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.load import Fidelity
from duizhao.revise.fidelity.model import Erratum
from duizhao.revise.realign import applied, proposals

HERE = Path(__file__).parent
ZH, EN = ((HERE / "s-122" / f"{language}.source.md").read_text(encoding="utf-8") for language in ("zh", "en"))
P1, P2 = "{ #s1-p1 }", "{ #s1-p2 }"
JOINED = ZH.replace(f"\n{P1}\n\n", "")


def page(language: str, content: str) -> Page:
    return read_page(content, language, "1.md", f"{language}.md")


def editions(zh: str, en: str = EN) -> list[Edition]:
    return [Edition("zh", (page("zh", zh),)), Edition("en", (page("en", en),))]


def findings(zh: str, en: str = EN) -> list[Finding]:
    there, source = editions(zh, en), editions(ZH)
    errata = tuple(Erratum(change) for change in compare(source, there, source).changes)
    return list(run_checks(Context(there, Project(Path("nowhere")), lambda: Fidelity(errata, base=Base(source)))))


def aligned(zh: str, en: str = EN) -> list[str]:
    (pair,) = pair_editions(*editions(zh, en))
    changes = proposals(pair, ("zh", "en"), Base(editions(ZH)))
    return [
        applied(side.content, [change for change in changes if change.page.language == side.language])
        for side in (pair.left, pair.right)
        if side
    ]


def test_an_id_in_capitals_is_put_right_by_the_program(tmp_path: Path) -> None:
    (tmp_path / "zh.md").write_text(ZH.replace(P2, "{ #S1-P2 }"), encoding="utf-8")
    mend(tmp_path, lambda now: findings(now.get("zh.md", ZH.replace(P2, "{ #S1-P2 }"))))
    assert (tmp_path / "zh.md").read_text(encoding="utf-8") == ZH


WRONG = {
    "mistyped": (ZH.replace(P1, "{ #s1-p11 }"), "s-122", ZH),
    "another letter": (ZH.replace(P2, "{ #S1-p2 }"), "s-122", ZH),
    "another text, in its place": (ZH.replace(P1, "{ #s1-p11 }").replace("渡口停航", "人都走了"), "s-122", ""),
    "the next one's": (ZH.replace(P1, P2), "s-102", ZH),
    "the one's before": (ZH.replace(P2, P1), "s-102", ZH),
    "joined, the second id left": (JOINED, "s-124", JOINED.replace(P2, '{ #s1-p1 data-also="s1-p2" }')),
    "joined, the first id left": (
        JOINED.replace(P2, P1),
        "s-124",
        JOINED.replace(P2, '{ #s1-p1 data-also="s1-p2" }'),
    ),
}


@pytest.mark.parametrize(("zh", "code", "right"), WRONG.values(), ids=WRONG)
def test_a_mistaken_id_is_one_finding_and_align_puts_it_right(zh: str, code: str, right: str) -> None:
    assert [finding.code for finding in findings(zh)] == [code]
    assert aligned(zh) == [right or zh.replace("{ #s1-p11 }", P1), EN]


def test_many_ids_at_once_take_no_comparing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"船夫在第{number}年修补渔网，水退之后开船。" for number in range(100, 160)]
    right, wrong = (
        page("zh", "# 河流 { #s1 }\n\n" + "\n\n".join(f"{text}\n{{ #{stem}{n} }}" for n, text in enumerate(texts)))
        for stem in ("s1-p", "s2-p")
    )
    monkeypatch.setattr(mistaken, "SequenceMatcher", None)
    found = mistaken.mistakes(wrong, None, Base([Edition("zh", (right,))]))
    assert [mistake.id for mistake in found] == [f"s1-p{n}" for n in range(len(texts))]


def test_ids_that_were_exchanged_are_one_finding_and_put_back() -> None:
    swapped = ZH.replace(P1, "{ #s1-p9 }").replace(P2, P1).replace("{ #s1-p9 }", P2)
    (found,) = findings(swapped)
    assert (found.code, [place.line for place in found.places]) == ("s-122", [4, 7])
    steps = "on line 4, write `#s1-p1` instead of `#s1-p2`; on line 7, write `#s1-p2` instead of `#s1-p1`"
    assert dict(found.details)["steps_en"] == f"Mend the id lines: {steps}"
    assert aligned(swapped) == [ZH, EN]


def test_texts_that_were_exchanged_are_no_mistake_in_their_ids() -> None:
    first, second = (ZH.split("\n")[line] for line in (0, 3))
    exchanged = ZH.replace(first, "X").replace(second, first).replace("X", second)
    assert "s-122" not in {finding.code for finding in findings(exchanged)}


def test_an_id_that_a_new_paragraph_has_taken_goes_back() -> None:
    taken = ZH.replace(f"\n{P1}", f"\n\n船夫们在岸边修补渔网。\n{P1}")
    (found,) = findings(taken)
    assert (found.code, [place.line for place in found.places]) == ("s-122", [3, 6])
    assert dict(found.details)["steps_en"] == (
        "Mend the id lines: change line 6 to `{ #s1-p3 }`; below line 3, write a line `{ #s1-p1 }`"
    )


def test_a_new_paragraph_and_one_that_is_gone_are_no_mistake() -> None:
    new = ZH.replace(P2, f"{P2}\n\n船夫们在岸边修补渔网。\n{{ #s1-p3 }}")
    gone = ZH[: ZH.index("水退")]
    assert not {finding.code for body in (new, gone) for finding in findings(body)} & {"s-102", "s-122", "s-124"}
