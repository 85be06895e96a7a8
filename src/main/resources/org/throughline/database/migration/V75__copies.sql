-- What others hold about patients of ours is kept beside our own resources, in the same tables, under the number of the
-- organization that it comes from (docs/store.md).

-- A consent that came with them binds what came with it, and nothing else.
ALTER TABLE restriction ADD COLUMN origin smallint NOT NULL DEFAULT 0;

-- All that there is of one origin about one patient, to compare and to withdraw.
CREATE INDEX resource_of_others ON resource (origin, patient) WHERE origin <> 0;
