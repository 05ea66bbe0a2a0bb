-- The store: one SQLite file. Data as JSON, with the columns that people search by beside it.

CREATE TABLE IF NOT EXISTS meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS reports (
    id TEXT PRIMARY KEY,
    outlet TEXT,
    url TEXT,
    published TEXT,
    title TEXT,
    language TEXT,
    text TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    coded INTEGER NOT NULL DEFAULT 0          -- 1 when its claims are in, even if it has none
);
CREATE INDEX IF NOT EXISTS reports_published ON reports (published);

CREATE TABLE IF NOT EXISTS claims (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL,
    start INTEGER NOT NULL,                   -- first character of the trigger
    type TEXT NOT NULL,
    mode TEXT,
    main INTEGER NOT NULL,
    status TEXT NOT NULL,
    historical INTEGER NOT NULL,
    trigger TEXT NOT NULL,
    actor TEXT,
    recipient TEXT,
    place TEXT,
    country TEXT,
    latitude REAL,
    longitude REAL,
    date_from TEXT,
    date_to TEXT,
    outlet TEXT,
    speaker TEXT,
    confidence REAL NOT NULL,
    json TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS claims_report ON claims (report);
CREATE INDEX IF NOT EXISTS claims_type ON claims (type, mode);
CREATE INDEX IF NOT EXISTS claims_date ON claims (date_from);

CREATE TABLE IF NOT EXISTS incidents (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    actor TEXT,
    recipient TEXT,
    place TEXT,
    admin1 TEXT,
    country TEXT,
    latitude REAL,
    longitude REAL,
    date_from TEXT,
    date_to TEXT,
    killed_low REAL,
    killed_best REAL,
    killed_high REAL,
    claim_count INTEGER NOT NULL,
    report_count INTEGER NOT NULL,
    independent INTEGER NOT NULL,
    copies INTEGER NOT NULL,
    disagreements TEXT,
    confidence REAL NOT NULL,
    json TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS incidents_date ON incidents (date_from);
CREATE INDEX IF NOT EXISTS incidents_type ON incidents (type, mode);

CREATE TABLE IF NOT EXISTS incident_claims (
    claim TEXT PRIMARY KEY,
    incident TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS incident_claims_incident ON incident_claims (incident);

-- Ids that an incident had before reports were added to it, or it was joined with another.
CREATE TABLE IF NOT EXISTS aliases (
    old TEXT NOT NULL,
    incident TEXT NOT NULL,
    PRIMARY KEY (old, incident)
) WITHOUT ROWID;

-- Only ever added to.
CREATE TABLE IF NOT EXISTS judgements (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    field TEXT,
    note TEXT,
    undoes INTEGER,
    json TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS judgements_stay BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END;
CREATE TRIGGER IF NOT EXISTS judgements_keep BEFORE DELETE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END;

CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    command TEXT NOT NULL,
    json TEXT NOT NULL
);

-- What a map or a reader opens: one line per incident with a point.
CREATE VIEW IF NOT EXISTS incident_points AS
SELECT id, date_from, date_to, type, mode, status, actor, recipient, place, admin1, country,
       latitude, longitude, killed_low, killed_best, killed_high, report_count, independent, copies, disagreements
FROM incidents WHERE latitude IS NOT NULL AND longitude IS NOT NULL;

CREATE VIEW IF NOT EXISTS incident_voices AS
SELECT ic.incident, r.published, r.outlet, c.speaker, c.type, c.mode, c.status, c.date_from, c.place, c.report, c.id AS claim
FROM incident_claims ic JOIN claims c ON c.id = ic.claim LEFT JOIN reports r ON r.id = c.report;

-- Reports whose text, claims or judgements changed since the last linking, whoever changed them.
CREATE TABLE IF NOT EXISTS unlinked (
    report TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS claims_came AFTER INSERT ON claims
BEGIN INSERT OR IGNORE INTO unlinked VALUES (NEW.report); END;
CREATE TRIGGER IF NOT EXISTS claims_changed AFTER UPDATE ON claims
BEGIN INSERT OR IGNORE INTO unlinked VALUES (NEW.report), (OLD.report); END;
CREATE TRIGGER IF NOT EXISTS claims_went AFTER DELETE ON claims
BEGIN INSERT OR IGNORE INTO unlinked VALUES (OLD.report); END;
CREATE TRIGGER IF NOT EXISTS reports_came AFTER INSERT ON reports
BEGIN INSERT OR IGNORE INTO unlinked VALUES (NEW.id); END;
CREATE TRIGGER IF NOT EXISTS reports_changed AFTER UPDATE ON reports
BEGIN INSERT OR IGNORE INTO unlinked VALUES (NEW.id), (OLD.id); END;
CREATE TRIGGER IF NOT EXISTS reports_went AFTER DELETE ON reports
BEGIN INSERT OR IGNORE INTO unlinked VALUES (OLD.id); END;

-- What linking remembers, so that it need not do it again. All of it can be made again from the above.
CREATE TABLE IF NOT EXISTS link_reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report TEXT NOT NULL UNIQUE,
    marks BLOB NOT NULL,
    text TEXT                                 -- the text it carries, the agency credited, whether others carry it
);
CREATE TABLE IF NOT EXISTS link_tellings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report TEXT NOT NULL,
    version BLOB NOT NULL,                    -- changes with anything an incident is made of
    card BLOB NOT NULL,
    claims BLOB NOT NULL,
    telling BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS link_tellings_report ON link_tellings (report);
CREATE TABLE IF NOT EXISTS link_parts (
    part BLOB NOT NULL,
    incident TEXT NOT NULL,
    PRIMARY KEY (part, incident)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS link_memory (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;
