-- What has changed since a moment, and what belongs to one reference, is found without reading everything.

CREATE INDEX downloads_updated ON ${prefix}downloads (updated_at);
CREATE INDEX downloads_group ON ${prefix}downloads (group_id, created_at, id);

INSERT INTO ${prefix}schema_version (name, version) VALUES ('storage', 3)
    ON CONFLICT (name) DO UPDATE SET version = excluded.version;
