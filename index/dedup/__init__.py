"""Near-duplicates and reprints: signatures of texts, clusters of copies, and the news agencies behind them.

May import `index.filters`, `index.article` and what stands below it.
"""

from index.dedup.agency import agency_of, credited_in, same_name
from index.dedup.clustering import cluster_pending, forget_clusters, join_cluster, leave_cluster
from index.dedup.reprints import Key, Origin, origins, passages_meeting, unclustered
from index.dedup.signatures import shingles

__all__ = [
    "Key",
    "Origin",
    "agency_of",
    "cluster_pending",
    "credited_in",
    "forget_clusters",
    "join_cluster",
    "leave_cluster",
    "origins",
    "passages_meeting",
    "same_name",
    "shingles",
    "unclustered",
]
