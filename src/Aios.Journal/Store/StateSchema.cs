namespace Aios.Journal.Store;

/// <summary>The tables of <c>aios.db</c>, as the steps that led to them: an older file takes those that it has not taken yet.</summary>
internal static class StateSchema
{
    /// <summary>In <c>PRAGMA user_version</c>: how many of the steps were taken.</summary>
    public static int Version => Steps.Count;

    /// <remarks>
    /// <list type="bullet">
    /// <item><c>cursor</c>: how far a named reader of the event log has come; never goes back.</item>
    /// <item><c>effect</c>: one row per attempt, in the order of the intents. Times are milliseconds since the Unix epoch; <c>action</c> is
    /// JSON with a <c>kind</c>; all members of the outcome are null until it is known. <c>unknown_at</c>: the first start that found it
    /// without an outcome. <c>source</c>: who says how it ended.</item>
    /// <item><c>decision</c>: one row per event of the log that is a decision; <c>position</c> and <c>id</c> are that event's. Lists are
    /// JSON. <c>decision_tag</c> finds them by tag, <c>decision_version</c> keeps what an outcome was before.</item>
    /// <item><c>access_*</c>: who may get in over HTTP (hashes only, no secret), and what a write under an idempotency key was answered.</item>
    /// <item><c>standing</c>: what deleted records of the log said and what still holds, with the record that said it.</item>
    /// </list>
    /// A step that was released is never changed; a new one is added.
    /// </remarks>
    public static IReadOnlyList<string> Steps { get; } =
    [
        """
            CREATE TABLE cursor (
                name TEXT NOT NULL PRIMARY KEY,
                applied_seq INTEGER NOT NULL
            ) WITHOUT ROWID;
            CREATE TABLE effect (
                position INTEGER PRIMARY KEY,
                effect_id TEXT NOT NULL UNIQUE,
                run_id TEXT NOT NULL,
                step TEXT NOT NULL,
                attempt INTEGER NOT NULL,
                risk TEXT NOT NULL,
                action TEXT NOT NULL,
                timeout_ms INTEGER NOT NULL,
                idempotent INTEGER NOT NULL,
                trace_id TEXT,
                intent_at INTEGER NOT NULL,
                result TEXT,
                detail TEXT,
                exit_code INTEGER,
                output TEXT,
                duration_ms INTEGER,
                outcome_at INTEGER
            );
            CREATE INDEX effect_by_run ON effect (run_id, position);
            CREATE INDEX effect_open ON effect (position) WHERE outcome_at IS NULL;
            """,
        """
            ALTER TABLE effect ADD COLUMN unknown_at INTEGER;
            ALTER TABLE effect ADD COLUMN source TEXT;
            UPDATE effect SET source = 'seen' WHERE outcome_at IS NOT NULL;
            """,
        """
            CREATE TABLE decision (
                position INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                at INTEGER NOT NULL,
                stage TEXT NOT NULL,
                context TEXT NOT NULL,
                options TEXT NOT NULL,
                chosen TEXT,
                rationale TEXT NOT NULL,
                confidence REAL,
                policy TEXT,
                cause TEXT,
                trace_id TEXT,
                run_id TEXT,
                stakeholders TEXT,
                tags TEXT,
                consequences TEXT,
                outcome TEXT NOT NULL,
                outcome_why TEXT,
                version INTEGER NOT NULL
            );
            CREATE INDEX decision_by_time ON decision (at);
            CREATE INDEX decision_by_stage ON decision (stage, outcome);
            CREATE INDEX decision_by_outcome ON decision (outcome);
            CREATE INDEX decision_by_run ON decision (run_id) WHERE run_id IS NOT NULL;
            CREATE TABLE decision_tag (
                tag TEXT NOT NULL,
                position INTEGER NOT NULL,
                PRIMARY KEY (tag, position)
            ) WITHOUT ROWID;
            CREATE TABLE decision_version (
                position INTEGER NOT NULL,
                version INTEGER NOT NULL,
                at INTEGER NOT NULL,
                outcome TEXT NOT NULL,
                outcome_why TEXT,
                PRIMARY KEY (position, version)
            ) WITHOUT ROWID;
            """,
        """
            CREATE TABLE access_token (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                role TEXT NOT NULL,
                hash TEXT NOT NULL UNIQUE,
                created_at INTEGER NOT NULL,
                created_by TEXT NOT NULL,
                expires_at INTEGER,
                revoked_at INTEGER
            ) WITHOUT ROWID;
            CREATE TABLE access_login (
                hash TEXT NOT NULL PRIMARY KEY,
                person TEXT NOT NULL,
                role TEXT NOT NULL,
                expires_at INTEGER NOT NULL
            ) WITHOUT ROWID;
            CREATE TABLE access_session (
                hash TEXT NOT NULL PRIMARY KEY,
                person TEXT NOT NULL,
                role TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL
            ) WITHOUT ROWID;
            CREATE TABLE access_answer (
                key TEXT NOT NULL PRIMARY KEY,
                request_hash TEXT NOT NULL,
                status INTEGER,
                content_type TEXT,
                body TEXT,
                at INTEGER NOT NULL
            ) WITHOUT ROWID;
            """,
        """
            CREATE TABLE standing (
                kind TEXT NOT NULL,
                key TEXT NOT NULL,
                seq INTEGER NOT NULL,
                fact TEXT NOT NULL,
                PRIMARY KEY (kind, key)
            ) WITHOUT ROWID;
            CREATE INDEX effect_by_end ON effect (outcome_at) WHERE outcome_at IS NOT NULL;
            """,
    ];

    /// <summary>Full-text search over the decisions' words, which never change. Made only where the SQLite library has FTS5.</summary>
    public const string Text = """
        CREATE VIRTUAL TABLE IF NOT EXISTS decision_text USING fts5(
            context, rationale, chosen, options, content='decision', content_rowid='position', detail=none
        );
        """;
}
