"""Citing the report: pure functions from a work to a reference in a style or a data format, and to metadata.

Our own rather than a CSL processor: the works are of two shapes only (the report, a page of it), and no processor
leaves open the two things that only the reader's browser knows, the address and the day.
"""
