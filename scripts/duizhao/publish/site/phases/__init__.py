"""What happens to the site on its way: one module for each phase of MkDocs, in each the tables of its steps.

To see what can happen to a page, read these tables; the steps of an event run in the order they stand in. An edition's
`hooks/` has a file for each phase, which says no more than what it takes from here.
"""

# mkdocs-static-i18n has -100 where it does anything we build on: it sets the language, moves the files, sorts the
# navigation and, at the end of the first language's build, builds the others. All that is ours comes after it, but
# for the steps that prepare the configuration for it.
BEFORE_LANGUAGES = 100
AFTER_LANGUAGES = -200
