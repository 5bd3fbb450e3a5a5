CREATE TABLE ${prefix}extras (id ${text} NOT NULL PRIMARY KEY) ${strict};
INSERT INTO ${prefix}schema_version (name, version) VALUES ('extra', 1)
    ON CONFLICT (name) DO UPDATE SET version = excluded.version;
