-- The catalogue: the source of truth, and the only place that stores text. Both indexes can be rebuilt from it.
-- Moments are whole microseconds since 1970 UTC, or ISO 8601 if the source's own time zone matters.

CREATE TABLE IF NOT EXISTS meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- A version is valid from live_from until live_until (NULL: it is current). An update ends one and starts the next.
--   staged    text and passages are stored, vectors or index entries may be missing; hidden
--   live      complete in every index; visible to questions as of a moment in its validity
--   removing  removed by a person; hidden, index entries may still exist
--   removed   removed by a person, and from both indexes; text and vectors are deleted
CREATE TABLE IF NOT EXISTS versions (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id   TEXT    NOT NULL,
    version      INTEGER NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('staged', 'live', 'removing', 'removed')),
    live_from    INTEGER NOT NULL,
    live_until   INTEGER,
    content_hash BLOB    NOT NULL,
    title        TEXT    NOT NULL,
    url          TEXT    NOT NULL,
    source       TEXT    NOT NULL,
    source_key   TEXT    NOT NULL, -- casefolded, for filters
    authors      TEXT    NOT NULL, -- a JSON array
    published    TEXT,
    published_at INTEGER,
    updated      TEXT,
    fetched      TEXT    NOT NULL,
    language     TEXT    NOT NULL,
    language_key TEXT    NOT NULL, -- "en" of "en-GB", for filters
    origin       TEXT    NOT NULL,
    passages     INTEGER NOT NULL DEFAULT 0, -- number of its passages
    UNIQUE (article_id, version)
);
CREATE INDEX IF NOT EXISTS versions_unfinished ON versions (state) WHERE state IN ('staged', 'removing');
CREATE INDEX IF NOT EXISTS versions_published ON versions (published_at);
CREATE INDEX IF NOT EXISTS versions_source ON versions (source);
-- Current versions: counted by source, language and day from the index alone, and listed newest first.
DROP INDEX IF EXISTS versions_standing; -- of older stores; it lacked the local day
CREATE INDEX IF NOT EXISTS versions_counted
    ON versions (source_key, source, language_key, published_at, published, passages, state, live_until)
    WHERE state = 'live' AND live_until IS NULL;
CREATE INDEX IF NOT EXISTS versions_newest ON versions (published_at IS NULL, published_at DESC, article_id)
    WHERE state = 'live' AND live_until IS NULL;

-- A table of its own, so that scans of versions read no text.
CREATE TABLE IF NOT EXISTS texts (
    version_id INTEGER PRIMARY KEY REFERENCES versions (id),
    text       TEXT NOT NULL
);

-- AUTOINCREMENT: the number of a deleted passage is never reused.
CREATE TABLE IF NOT EXISTS passages (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    version_id  INTEGER NOT NULL REFERENCES versions (id),
    start       INTEGER NOT NULL,
    end         INTEGER NOT NULL,
    vector_hash TEXT    NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_of_version ON passages (version_id);
CREATE INDEX IF NOT EXISTS passages_of_vector ON passages (vector_hash);

-- Vectors (float16) by indexed text and embedder, so that no text is embedded twice.
CREATE TABLE IF NOT EXISTS vectors (
    hash     TEXT NOT NULL,
    embedder TEXT NOT NULL,
    vector   BLOB NOT NULL,
    PRIMARY KEY (hash, embedder)
) WITHOUT ROWID;

-- Reprints: versions whose texts copy each other share a cluster, numbered after its first version. `agency` is the one
-- that the text names as its origin ("" for none), `shingles` the number of its distinct word runs.
CREATE TABLE IF NOT EXISTS clusters (
    version_id INTEGER PRIMARY KEY REFERENCES versions (id),
    cluster    INTEGER NOT NULL,
    agency     TEXT    NOT NULL,
    shingles   INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS clusters_members ON clusters (cluster);

-- Signatures: some shingles of each text, to find texts that may copy each other.
CREATE TABLE IF NOT EXISTS sketches (
    hash       INTEGER NOT NULL,
    version_id INTEGER NOT NULL REFERENCES versions (id),
    PRIMARY KEY (hash, version_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sketches_of_version ON sketches (version_id);

-- What remains of a removed article: enough to say that it existed. A purge deletes this too.
CREATE TABLE IF NOT EXISTS tombstones (
    article_id TEXT    PRIMARY KEY,
    title      TEXT    NOT NULL,
    source     TEXT    NOT NULL,
    published  TEXT,
    removed_at INTEGER NOT NULL
);

-- The latest ingests: time, origin, counts, and what could not be read and why.
CREATE TABLE IF NOT EXISTS runs (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    began     INTEGER NOT NULL,
    ended     INTEGER NOT NULL,
    origin    TEXT    NOT NULL,
    added     INTEGER NOT NULL,
    updated   INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    removed   INTEGER NOT NULL,
    passages  INTEGER NOT NULL,
    failures  INTEGER NOT NULL, -- their number
    failed    TEXT    NOT NULL, -- a JSON array of the first ones: source and error
    stopped   TEXT    NOT NULL
);
