"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.languages.sentences import split_sentences
from tests.alignment.cases import SentenceCase, sentence_cases

CASES = [(language, case) for language in ("zh", "en", "fr", "ar") for case in sentence_cases(language)]

#: Text made of what sentence rules look at.
MARKS = st.sampled_from("甲乙。！？；…“”‘’「」（）《》【】[^n1]①\"'() .!?A aDr\n\t5U.S. No«» م؟،")
TEXTS = st.text(MARKS, max_size=60) | st.text(max_size=40)
LANGUAGES = st.sampled_from(["zh", "en", "zh-Hant", "en-GB", "fr", "ar"])


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{language}: {case.title}" for language, case in CASES])
def test_sentences_end_where_the_case_says(language: str, case: SentenceCase) -> None:
    assert [sentence.text for sentence in split_sentences(case.text, language)] == case.sentences


@given(TEXTS, LANGUAGES)
def test_sentences_and_white_space_are_the_whole_text(text: str, language: str) -> None:
    at = 0
    for sentence in split_sentences(text, language):
        assert not text[at : sentence.start].strip()
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip() != ""
        at = sentence.end
    assert not text[at:].strip()


@given(TEXTS, LANGUAGES)
def test_a_sentence_of_its_own_stays_whole_or_its_last_part_is_there(text: str, language: str) -> None:
    """Splitting is stable enough: the text of all sentences split again gives no fewer sentences than lines."""
    sentences = split_sentences(text, language)
    again = split_sentences("\n".join(sentence.text for sentence in sentences), language)
    assert len(again) >= len(sentences)


def test_a_semicolon_ends_no_sentence() -> None:
    assert len(split_sentences("大桥通车了；渡口也就关了。", "zh")) == 1


def test_a_line_break_ends_a_sentence() -> None:
    assert [s.text for s in split_sentences("甲\n乙", "zh")] == ["甲", "乙"]


def test_in_a_language_without_rules_a_line_is_a_sentence() -> None:
    text = "tlhIngan maH! taHjaj wo'.\nQapla'"
    assert [sentence.text for sentence in split_sentences(text, "tlh")] == text.split("\n")
