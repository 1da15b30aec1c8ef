-- The tables of answers.sqlite3. Moments are microseconds since 1970, UTC.

CREATE TABLE IF NOT EXISTS answers (id TEXT PRIMARY KEY, asked_at INTEGER NOT NULL, given TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS answers_asked ON answers (asked_at);

CREATE TABLE IF NOT EXISTS evidence (
    answer_id  TEXT    NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    list       TEXT    NOT NULL, -- of the answer: citations, related
    n          INTEGER NOT NULL,
    article_id TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    newest     INTEGER NOT NULL, -- the article's last version then
    passage_id TEXT    NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    text       TEXT    NOT NULL, -- of the whole passage
    purged_at  INTEGER,
    PRIMARY KEY (answer_id, list, n)
);
CREATE INDEX IF NOT EXISTS evidence_article ON evidence (article_id);

-- Whose an answer is, where that is known; apart from the answers, so that files made without it need no change.
CREATE TABLE IF NOT EXISTS askers (
    answer_id TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
    owner     TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS askers_owner ON askers (owner);

CREATE TABLE IF NOT EXISTS conversations (
    id         TEXT    PRIMARY KEY,
    owner      TEXT    NOT NULL,
    title      TEXT    NOT NULL, -- '' until somebody gives it one: it is called by its first question then
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL  -- when the last answer came to it
);
CREATE INDEX IF NOT EXISTS conversations_owner ON conversations (owner, changed_at);
CREATE INDEX IF NOT EXISTS conversations_changed ON conversations (changed_at);

CREATE TABLE IF NOT EXISTS exchanges (
    conversation_id TEXT    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    n               INTEGER NOT NULL,
    asked_at        INTEGER NOT NULL,
    answer_id       TEXT    UNIQUE REFERENCES answers (id) ON DELETE CASCADE,
    talk            TEXT,             -- the answer itself, where nothing was searched for: no such answer is in answers
    as_of           TEXT,             -- the day as of which it was asked
    conditions      TEXT    NOT NULL, -- what else it was asked from, as it was given
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
