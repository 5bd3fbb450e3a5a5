-- The tables of Stowage's storage. Moments are nanoseconds since 1970-01-01T00:00:00Z.

CREATE TABLE IF NOT EXISTS ${prefix}schema_version (
    name ${text} NOT NULL PRIMARY KEY,
    version ${long} NOT NULL
) ${strict};

-- What is searched has a column; the whole value is the JSON in state, which no statement looks into.
CREATE TABLE ${prefix}downloads (
    id ${text} NOT NULL PRIMARY KEY,
    url ${text} NOT NULL,
    url_key ${text} NOT NULL,
    source ${text},
    file_key ${text},
    status ${text} NOT NULL,
    hash ${text},
    file_name ${text},
    file_path ${text},
    owner ${text} NOT NULL,
    group_id ${text},
    priority ${long} NOT NULL,
    retry_at ${long},
    search ${text} NOT NULL,
    version ${long} NOT NULL,
    created_at ${long} NOT NULL,
    updated_at ${long} NOT NULL,
    state ${text} NOT NULL
) ${strict};

CREATE INDEX downloads_due ON ${prefix}downloads (status, priority DESC, created_at, id, retry_at);
CREATE INDEX downloads_age ON ${prefix}downloads (created_at, id);
CREATE INDEX downloads_status ON ${prefix}downloads (status, created_at, id);
CREATE INDEX downloads_owner ON ${prefix}downloads (owner, created_at, id);
CREATE INDEX downloads_url ON ${prefix}downloads (url_key, created_at, id);

-- One row for each stored version; rows are only added.
CREATE TABLE ${prefix}audit (
    download_id ${text} NOT NULL,
    version ${long} NOT NULL,
    at ${long} NOT NULL,
    status ${text} NOT NULL,
    reason ${text} NOT NULL,
    PRIMARY KEY (download_id, version)
) ${strict};

-- Secrets, encrypted: without the key with this id they are worth nothing.
CREATE TABLE ${prefix}api_tokens (
    user_id ${text} NOT NULL,
    source ${text} NOT NULL,
    key_id ${text} NOT NULL,
    sealed ${bytes} NOT NULL,
    updated_at ${long} NOT NULL,
    PRIMARY KEY (user_id, source)
) ${strict};

CREATE TABLE ${prefix}placement_rules (
    position ${long} NOT NULL PRIMARY KEY,
    name ${text} NOT NULL,
    conditions ${text} NOT NULL,
    template ${text} NOT NULL
) ${strict};

CREATE TABLE ${prefix}workers (
    id ${text} NOT NULL PRIMARY KEY,
    engine ${text} NOT NULL,
    facts ${text} NOT NULL
) ${strict};

CREATE TABLE ${prefix}syncs (
    asset ${text} NOT NULL,
    worker_id ${text} NOT NULL,
    phase ${text} NOT NULL,
    bytes_done ${long} NOT NULL,
    problem ${text},
    at ${text} NOT NULL,
    PRIMARY KEY (asset, worker_id)
) ${strict};

INSERT INTO ${prefix}schema_version (name, version) VALUES ('storage', 1)
    ON CONFLICT (name) DO UPDATE SET version = excluded.version;
