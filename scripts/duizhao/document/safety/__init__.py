"""What keeps a change by a stranger harmless: what may stand in `docs/`, and what a page of the site may do.

`files.py` and `text.py` find what has no place in an edition, for the rules in `duizhao/check/sanitize.py`;
`allowed.py` and `policy.py` make the built page harmless even if nobody asked the checks.
"""
