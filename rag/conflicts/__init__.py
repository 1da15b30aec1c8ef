"""Values that differ between reports: extracted, grouped by value, related to one another.

`detection.py` is the entry point.
May import `rag.ranking` and what stands below it.
"""

from rag.conflicts.detection import ReportedValues, reported_values
from rag.conflicts.extraction import Report
from rag.conflicts.grouping import Group
from rag.conflicts.relations import RelatedValue

__all__ = ["Group", "RelatedValue", "Report", "ReportedValues", "reported_values"]
