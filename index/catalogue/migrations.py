"""The store format: a number that says how the catalogue is laid out. It is not Citewell's version.

Many versions of Citewell share one store format. A Citewell reads its own format, and upgrades older ones when it opens
the store. It refuses newer ones.
"""

import sqlite3
from pathlib import Path

from index.errors import StoreVersionError
from index.system.versions import own_version

STORE_FORMAT = 5
"""The store format that this Citewell writes. Raise it with every change to `schema.sql` that older code cannot use."""
FIRST_CITEWELL = "0.1.0"
"""The first version of Citewell that reads STORE_FORMAT. Set both together."""
_KEY = "first citewell"
_SCHEMA = Path(__file__).with_name("schema.sql")


def read_format(connection: sqlite3.Connection) -> int:
    """Return the store format of an open catalogue; 0 for a new file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def write_format(connection: sqlite3.Connection) -> None:
    """Record in the catalogue its format, and which Citewell reads it."""
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_KEY, FIRST_CITEWELL))
    connection.execute(f"PRAGMA user_version = {STORE_FORMAT}")


def refuse_newer(connection: sqlite3.Connection, folder: Path) -> None:
    """Refuse a catalogue whose store format is newer than ours.

    Raises:
        StoreVersionError: The message names both formats, the Citewell that is needed and what to do.
    """
    found = read_format(connection)
    if found <= STORE_FORMAT:
        return
    needed = _first_citewell(connection)
    wanted = f"Citewell {needed} or newer" if needed else "a newer Citewell"
    raise StoreVersionError(
        f"{folder} has store format {found}; Citewell {own_version() or FIRST_CITEWELL} reads store formats up to "
        f"{STORE_FORMAT}. Install {wanted}, restore a copy made before the upgrade, or name another --store"
    )


def migrate(connection: sqlite3.Connection, folder: Path) -> None:
    """Bring a catalogue to our store format: create a new one, or upgrade an older one.

    `schema.sql` creates what is missing and leaves the rest, so each older format is upgraded by running it.

    Args:
        connection: The catalogue, open for writing.
        folder: The store's folder, for the error.

    Raises:
        StoreVersionError: The catalogue's format is newer.
    """
    refuse_newer(connection, folder)
    if read_format(connection) < STORE_FORMAT:
        connection.executescript(_SCHEMA.read_text())
        write_format(connection)


def _first_citewell(connection: sqlite3.Connection) -> str:
    """The first Citewell that reads this catalogue, as its writer recorded it; "" if it did not."""
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (_KEY,)).fetchone()
    except sqlite3.DatabaseError:  # a format that has no such table
        return ""
    return str(row[0]) if row else ""
