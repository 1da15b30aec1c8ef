"""The SQLite catalogue, the source of truth: articles, versions and their validity, passages, vectors.

`catalogue.py` changes it, `view.py` reads it, `database.py` opens and migrates it.
May import `index.dedup` and what stands below it.
"""

from index.catalogue.catalogue import Catalogue
from index.catalogue.generation import Generation
from index.catalogue.history import Changed, Validity, changed, corrections
from index.catalogue.overview import Bar, Counted, Facets, Listing, Overview, Per, facets, listing
from index.catalogue.staging import Outcome, Staged
from index.catalogue.tombstones import Tombstone, hide
from index.catalogue.view import Counts, Entry, Summary, View, passage_number

__all__ = [
    "Bar",
    "Catalogue",
    "Changed",
    "Counted",
    "Counts",
    "Entry",
    "Facets",
    "Generation",
    "Listing",
    "Outcome",
    "Overview",
    "Per",
    "Staged",
    "Summary",
    "Tombstone",
    "Validity",
    "View",
    "changed",
    "corrections",
    "facets",
    "hide",
    "listing",
    "passage_number",
]
