-- Types of resources whose index rows an administrator has had made anew, and how far that is.
CREATE TABLE reindexing (
  type     smallint    PRIMARY KEY,
  since    timestamptz NOT NULL DEFAULT now(),                 -- when it was last asked for
  position bigint      NOT NULL DEFAULT -9223372036854775808, -- resources up to this address are done
  done     boolean     NOT NULL DEFAULT false
);
