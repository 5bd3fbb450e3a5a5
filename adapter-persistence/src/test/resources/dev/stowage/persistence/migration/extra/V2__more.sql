ALTER TABLE ${prefix}extras ADD COLUMN more ${long};
INSERT INTO ${prefix}schema_version (name, version) VALUES ('extra', 2)
    ON CONFLICT (name) DO UPDATE SET version = excluded.version;
