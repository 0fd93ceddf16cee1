"""English abbreviations, by what may follow their point."""

from __future__ import annotations

#: Written with a capital, a name follows: never the end of a sentence.
TITLES = frozenset(
    {
        "mr", "mrs", "ms", "mx", "messrs", "mmes", "dr", "prof", "rev", "hon", "gov", "sen", "rep", "gen",
        "col", "maj", "capt", "cmdr", "lt", "sgt", "adm", "amb", "pres", "st", "ste", "mt", "ft",
    }
)  # fmt: skip

#: However written, the sentence goes on.
WITHIN = frozenset(
    {
        "vs", "v", "cf", "viz", "approx", "ca", "c", "e.g", "i.e", "eg", "ie", "resp", "incl", "excl",
    }
)  # fmt: skip

#: A number follows, or the sentence has ended: “No. 5”, but “He said no.”
BEFORE_NUMBERS = frozenset(
    {
        "no", "nos", "nr", "art", "arts", "sec", "secs", "ch", "chs", "chap", "app", "fig", "figs", "tab",
        "tabs", "eq", "eqs", "vol", "vols", "p", "pp", "para", "paras", "ref", "refs", "fn", "n", "jan", "feb",
        "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    }
)  # fmt: skip

#: May stand at a sentence's end: what follows decides.
OPEN = frozenset(
    {
        "inc", "ltd", "co", "corp", "plc", "llc", "bros", "assn", "dept", "univ", "inst", "etc", "al", "jr",
        "sr", "esq", "bldg", "ave", "blvd", "rd", "a.m", "p.m", "b.c", "a.d", "c.e", "b.c.e", "ph.d", "m.d",
        "b.a", "m.a", "d.phil", "d.c", "u.s", "u.k", "u.n", "e.u", "u.s.a", "u.s.s.r",
    }
)  # fmt: skip

#: Words that begin sentences far more often than they continue a name.
STARTERS = frozenset(
    {
        "the", "this", "that", "these", "those", "it", "its", "he", "she", "they", "we", "you", "i", "his",
        "her", "their", "our", "my", "there", "here", "what", "who", "how", "why", "in", "on", "at", "by",
        "from", "with", "for", "to", "of", "as", "if", "when", "while", "since", "after", "before", "during",
        "under", "over", "through", "despite", "although", "because", "however", "moreover", "furthermore",
        "therefore", "thus", "meanwhile", "additionally", "also", "but", "and", "or", "so", "yet", "both",
        "each", "all", "some", "many", "most", "several", "no", "not", "one", "two", "three", "a", "an", "then",
        "now", "today", "earlier", "later", "according", "once", "given", "did", "do", "does", "is", "are",
        "was", "were", "can", "could", "will", "would",
    }
)  # fmt: skip

#: Follow “5 p.m.” within a sentence.
WEEKDAYS = frozenset(
    {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    }
)  # fmt: skip
