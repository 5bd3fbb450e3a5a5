-- The tables of Stowage's library. Moments are nanoseconds since 1970-01-01T00:00:00Z. Keys are SHA-256 digests of texts that may be too
-- long for an index.

-- What is searched has a column; the whole value is the JSON in state, which no statement looks into.
CREATE TABLE ${prefix}assets (
    sha256 ${text} NOT NULL PRIMARY KEY,
    path ${text} NOT NULL,
    path_key ${text} NOT NULL,
    name ${text} NOT NULL,
    type ${text} NOT NULL,
    base_model ${text},
    base_family ${text},
    total_bytes ${long} NOT NULL,
    verdict ${text} NOT NULL,
    check_condition ${text},
    checked_at ${long},
    search ${text} NOT NULL,
    version ${long} NOT NULL,
    revision ${long} NOT NULL,
    registered_at ${long} NOT NULL,
    state ${text} NOT NULL
) ${strict};

CREATE INDEX assets_age ON ${prefix}assets (registered_at, sha256);
CREATE INDEX assets_type ON ${prefix}assets (type, registered_at, sha256);
CREATE INDEX assets_base_model ON ${prefix}assets (base_model, registered_at, sha256);
CREATE INDEX assets_path ON ${prefix}assets (path_key, registered_at, sha256);

CREATE TABLE ${prefix}asset_origins (
    asset ${text} NOT NULL REFERENCES ${prefix}assets (sha256) ON DELETE CASCADE,
    file_key ${text} NOT NULL,
    source ${text} NOT NULL,
    file_id ${text} NOT NULL,
    at ${long} NOT NULL,
    PRIMARY KEY (asset, file_key)
) ${strict};

CREATE INDEX asset_origins_file ON ${prefix}asset_origins (file_key, asset);

CREATE TABLE ${prefix}asset_tags (
    asset ${text} NOT NULL REFERENCES ${prefix}assets (sha256) ON DELETE CASCADE,
    tag_key ${text} NOT NULL,
    registered_at ${long} NOT NULL,
    PRIMARY KEY (asset, tag_key)
) ${strict};

CREATE INDEX asset_tags_age ON ${prefix}asset_tags (tag_key, registered_at, asset);

-- n is the place of a preview among the asset's; its bytes lie in a file of the asset's folder once it is stored.
CREATE TABLE ${prefix}asset_previews (
    asset ${text} NOT NULL REFERENCES ${prefix}assets (sha256) ON DELETE CASCADE,
    n ${long} NOT NULL,
    url ${text} NOT NULL,
    kind ${text} NOT NULL,
    state ${text} NOT NULL CHECK (state IN ('wanted', 'stored', 'failed')),
    wanted_at ${long} NOT NULL,
    retry_at ${long} NOT NULL,
    attempts ${long} NOT NULL,
    file ${text},
    media_type ${text},
    sha256 ${text},
    total_bytes ${long},
    problem ${text},
    PRIMARY KEY (asset, n)
) ${strict};

CREATE INDEX asset_previews_wanted ON ${prefix}asset_previews (wanted_at, asset, n) WHERE state = 'wanted';

INSERT INTO ${prefix}schema_version (name, version) VALUES ('library', 1)
    ON CONFLICT (name) DO UPDATE SET version = excluded.version;
