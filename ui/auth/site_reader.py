"""A reader of a page that holds the widget, as the site's own door has noted it."""

from dataclasses import dataclass

from starlette.types import Scope

_SITE_READER = "site_reader"


@dataclass(frozen=True, slots=True)
class SiteReader:
    """The key of the site whose page asks, and the reader: their tab, or their address where no tab is named."""

    site_key: str
    reader: str


def note_site_reader(scope: Scope, reader: SiteReader) -> None:
    """Note that a page of a site asks."""
    scope.setdefault("state", {})[_SITE_READER] = reader


def site_reader_of(scope: Scope) -> SiteReader | None:
    """Return the reader of the site whose page sends this request; None for any other request."""
    found = scope.get("state", {}).get(_SITE_READER)
    assert found is None or isinstance(found, SiteReader)
    return found
