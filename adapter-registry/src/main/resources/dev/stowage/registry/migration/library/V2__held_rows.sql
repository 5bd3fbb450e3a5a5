-- Who changes an asset holds its row meanwhile; nobody compares revisions any more.

ALTER TABLE ${prefix}assets DROP COLUMN revision;

INSERT INTO ${prefix}schema_version (name, version) VALUES ('library', 2)
    ON CONFLICT (name) DO UPDATE SET version = excluded.version;
