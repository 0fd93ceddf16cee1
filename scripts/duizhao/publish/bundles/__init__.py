"""Bundles: the edition as files to keep, to send and to print.

    docs/ → rendering → book → single page, EPUB, PDF        site/ → offline website

Each bundle is made in memory from the same book, names whose words it holds, and is the same bytes each time.
"""
