"""Where sentences end in English text."""

from duizhao.languages.points import ends, words_on_sentences


def sentence_ends(text: str) -> tuple[int, ...]:
    """The offsets behind each sentence, in order; the text's own end need not be among them."""
    return ends(text, words_on_sentences("en"))
