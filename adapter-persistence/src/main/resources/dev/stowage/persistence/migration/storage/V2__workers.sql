-- What the catching up of workers asks for gets columns of its own. Moments are nanoseconds since 1970-01-01T00:00:00Z; the text before
-- them could not be compared. No released version has recorded a state, so that there is nothing to carry over.

ALTER TABLE ${prefix}syncs DROP COLUMN at;
ALTER TABLE ${prefix}syncs ADD COLUMN at_nanos ${long} NOT NULL DEFAULT 0;
ALTER TABLE ${prefix}syncs ADD COLUMN due ${long} NOT NULL DEFAULT 1;

CREATE INDEX syncs_age ON ${prefix}syncs (at_nanos, asset, worker_id);
CREATE INDEX syncs_worker ON ${prefix}syncs (worker_id, at_nanos, asset);
CREATE INDEX syncs_due ON ${prefix}syncs (worker_id, due, at_nanos, asset);

-- Which workers an asset is wanted on, where somebody said so; without a row it is wanted on all.
CREATE TABLE ${prefix}selections (
    asset ${text} NOT NULL PRIMARY KEY,
    selection ${text} NOT NULL
) ${strict};

UPDATE ${prefix}schema_version SET version = 2 WHERE name = 'storage';
