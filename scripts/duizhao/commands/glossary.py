"""`duizhao glossary`: the glossary with its counts, or pairs of terms it may lack."""

import argparse
from itertools import islice

from duizhao.check.context import Context, load
from duizhao.commands.pair import compared
from duizhao.compare.glossary.load import GLOSSARY, glossary_of
from duizhao.compare.glossary.show import as_yaml, listing
from duizhao.compare.glossary.suggest import suggest
from duizhao.compare.glossary.usage import Unit
from duizhao.project import Project
from duizhao.source.editions import codes_of, find_profile
from duizhao.words import message_language, words_of


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    project = Project(options.root)
    context = load(project, codes_of(project, find_profile(options.root, options.profile)))
    glossary = glossary_of(project)
    words = words_of(options.lang or message_language(), "glossary")
    if not options.suggest:
        for line in listing(glossary, context.editions, words):
            print(line)
        return 0
    context = compared(context, options.languages)
    units, ids = _units(context)
    languages = (context.languages[0], context.languages[1])
    found = suggest(units, glossary, languages)
    limit = options.limit if options.limit > 0 else len(found)
    print("#", words["suggested"].format(shown=min(limit, len(found)), count=len(found), file=GLOSSARY))
    for line in as_yaml(islice(found, limit), glossary, languages, ids, words):
        print(line)
    return 0


def _units(context: Context) -> tuple[list[Unit], list[str]]:
    """Counterpart sentences, and the id of the paragraph each stands in."""
    units, ids = [], []
    for paired in context.rows():
        if paired.row.aligned:
            for bead in context.sentences(paired):
                texts = (paired.text(0)[slice(*bead.left)], paired.text(1)[slice(*bead.right)])
                if all(texts):
                    units.append(Unit(texts))
                    ids.append(paired.row.id)
    return units, ids
