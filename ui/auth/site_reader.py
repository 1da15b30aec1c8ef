"""A reader of a page with the widget, as the site middleware records it."""

from dataclasses import dataclass

from starlette.types import Scope

_SITE_READER = "site_reader"


@dataclass(frozen=True, slots=True)
class SiteReader:
    """The key of the site whose page sends the request, and the reader: a tab id, or the address without one."""

    site_key: str
    reader: str


def note_site_reader(scope: Scope, reader: SiteReader) -> None:
    """Record that a page of a site sends this request."""
    scope.setdefault("state", {})[_SITE_READER] = reader


def site_reader_of(scope: Scope) -> SiteReader | None:
    """Return the reader of the site whose page sends this request; None for any other request."""
    reader = scope.get("state", {}).get(_SITE_READER)
    assert reader is None or isinstance(reader, SiteReader)
    return reader
