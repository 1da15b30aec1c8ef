-- The tables of answers.sqlite3. Moments are microseconds since 1970, UTC.

CREATE TABLE IF NOT EXISTS answers (id TEXT PRIMARY KEY, asked_at INTEGER NOT NULL, given TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS answers_asked ON answers (asked_at);

CREATE TABLE IF NOT EXISTS evidence (
    answer_id  TEXT    NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    list       TEXT    NOT NULL, -- which list of the answer: citations, related
    n          INTEGER NOT NULL,
    article_id TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    newest     INTEGER NOT NULL, -- the article's last version at that time
    passage_id TEXT    NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    text       TEXT    NOT NULL, -- the whole passage
    purged_at  INTEGER,
    PRIMARY KEY (answer_id, list, n)
);
CREATE INDEX IF NOT EXISTS evidence_article ON evidence (article_id);

-- The owner of an answer, if known. A table of its own, so that older files need no change.
CREATE TABLE IF NOT EXISTS askers (
    answer_id TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
    owner     TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS askers_owner ON askers (owner);

CREATE TABLE IF NOT EXISTS conversations (
    id         TEXT    PRIMARY KEY,
    owner      TEXT    NOT NULL,
    title      TEXT    NOT NULL, -- '' if it was given none; its first question then serves as the title
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL  -- when its last answer was added
);
CREATE INDEX IF NOT EXISTS conversations_owner ON conversations (owner, changed_at);
CREATE INDEX IF NOT EXISTS conversations_changed ON conversations (changed_at);

CREATE TABLE IF NOT EXISTS exchanges (
    conversation_id TEXT    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    n               INTEGER NOT NULL,
    asked_at        INTEGER NOT NULL,
    answer_id       TEXT    UNIQUE REFERENCES answers (id) ON DELETE CASCADE,
    talk            TEXT,             -- the answer itself, if nothing was searched for; such answers are not in the table answers
    as_of           TEXT,             -- the day as of which it was asked
    conditions      TEXT    NOT NULL, -- the other filters, as given
    PRIMARY KEY (conversation_id, n)
);
CREATE INDEX IF NOT EXISTS exchanges_asked ON exchanges (asked_at);

CREATE VIEW IF NOT EXISTS said AS
SELECT e.*, coalesce(a.given, e.talk) AS given FROM exchanges e LEFT JOIN answers a ON a.id = e.answer_id;

CREATE TABLE IF NOT EXISTS feedback (
    answer_id TEXT    NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    owner     TEXT    NOT NULL,
    verdict   TEXT    NOT NULL, -- up, down
    reason    TEXT    NOT NULL,
    given_at  INTEGER NOT NULL,
    PRIMARY KEY (answer_id, owner)
);
CREATE INDEX IF NOT EXISTS feedback_given ON feedback (given_at);
CREATE INDEX IF NOT EXISTS feedback_owner ON feedback (owner);
