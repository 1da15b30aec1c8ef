-- The catalogue: the source of truth, and the only place that keeps text. Both indexes can be rebuilt from it.
-- Moments are whole microseconds since 1970 UTC, or ISO 8601 where the source's own zone matters.

CREATE TABLE IF NOT EXISTS meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- A version stands from live_from until live_until (NULL: it stands now). An update closes one and opens the next.
--   staged    its text and passages are here, its vectors or index entries may not be yet; nobody sees it
--   live      whole in every index; seen by questions as of a moment in its interval
--   removing  taken out by hand; nobody sees it, its index entries may still be there
--   removed   taken out by hand, and out of both indexes; its words and vectors are deleted
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
    passages     INTEGER NOT NULL DEFAULT 0, -- how many it is cut into
    UNIQUE (article_id, version)
);
CREATE INDEX IF NOT EXISTS versions_unfinished ON versions (state) WHERE state IN ('staged', 'removing');
CREATE INDEX IF NOT EXISTS versions_published ON versions (published_at);
CREATE INDEX IF NOT EXISTS versions_source ON versions (source);
-- What stands now, to be counted by source, language and day without reading a row of versions, and listed newest first.
DROP INDEX IF EXISTS versions_standing; -- had not the day as it was written
CREATE INDEX IF NOT EXISTS versions_counted
    ON versions (source_key, source, language_key, published_at, published, passages, state, live_until)
    WHERE state = 'live' AND live_until IS NULL;
CREATE INDEX IF NOT EXISTS versions_newest ON versions (published_at IS NULL, published_at DESC, article_id)
    WHERE state = 'live' AND live_until IS NULL;

-- Apart from versions, so that looking through those reads no text.
CREATE TABLE IF NOT EXISTS texts (
    version_id INTEGER PRIMARY KEY REFERENCES versions (id),
    text       TEXT NOT NULL
);

-- AUTOINCREMENT: the number of a deleted passage is never given again.
CREATE TABLE IF NOT EXISTS passages (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    version_id  INTEGER NOT NULL REFERENCES versions (id),
    start       INTEGER NOT NULL,
    end         INTEGER NOT NULL,
    vector_hash TEXT    NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_of_version ON passages (version_id);
CREATE INDEX IF NOT EXISTS passages_of_vector ON passages (vector_hash);

-- What each embedder made of each indexed text (float16), so that the same text is never embedded twice.
CREATE TABLE IF NOT EXISTS vectors (
    hash     TEXT NOT NULL,
    embedder TEXT NOT NULL,
    vector   BLOB NOT NULL,
    PRIMARY KEY (hash, embedder)
) WITHOUT ROWID;

-- Reprints: versions whose texts copy one another share a cluster, which is the number of the first of them. `agency` is
-- whom the text names as its origin ("" for none), `shingles` how many runs of words it is made of.
CREATE TABLE IF NOT EXISTS clusters (
    version_id INTEGER PRIMARY KEY REFERENCES versions (id),
    cluster    INTEGER NOT NULL,
    agency     TEXT    NOT NULL,
    shingles   INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS clusters_members ON clusters (cluster);

-- Some of each text's shingles, as numbers, by which texts that may be copies of one another are found.
CREATE TABLE IF NOT EXISTS sketches (
    hash       INTEGER NOT NULL,
    version_id INTEGER NOT NULL REFERENCES versions (id),
    PRIMARY KEY (hash, version_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sketches_of_version ON sketches (version_id);

-- What is left of an article that was removed: enough to say that there was one. A purge takes this too.
CREATE TABLE IF NOT EXISTS tombstones (
    article_id TEXT    PRIMARY KEY,
    title      TEXT    NOT NULL,
    source     TEXT    NOT NULL,
    published  TEXT,
    removed_at INTEGER NOT NULL
);

-- The last ingests: when each was, where its articles came from, and what could not be read and why.
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
    failures  INTEGER NOT NULL, -- all of them
    failed    TEXT    NOT NULL, -- a JSON array of the first: source and error
    stopped   TEXT    NOT NULL
);
