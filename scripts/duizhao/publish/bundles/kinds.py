"""The kinds of bundles.

Each is a module of this package by its name, whose `steps` makes it, and what `duizhao bundle --only` takes; what
readers are told of it stands by its name in the words of the site (`bundles:`).
"""

#: In the order they are listed.
KINDS = ("offline", "single", "epub", "pdf", "text")
