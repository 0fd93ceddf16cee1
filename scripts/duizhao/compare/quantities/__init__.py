"""Finds the quantities in a sentence and compares those of two aligned passages by value, not by wording.

>>> from duizhao.compare.quantities import compare, find_quantities
>>> chinese = find_quantities("全长5.2万公里", "zh")
>>> english = find_quantities("running over 52,000 kilometers", "en")
>>> [difference.why.value for difference in compare(chinese, english).findings()]
['approximation']
"""

from duizhao.compare.quantities.compare import Difference, compare
from duizhao.compare.quantities.doubt import beyond_doubt
from duizhao.compare.quantities.verdicts import Agreement, Why
from duizhao.languages.quantities import find_quantities, has_quantities

__all__ = ["Agreement", "Difference", "Why", "beyond_doubt", "compare", "find_quantities", "has_quantities"]
