-- What was imported, so that a file imported twice, or again after it was broken off, adds nothing.
CREATE TABLE imported (
  digest   bytea       NOT NULL, -- SHA-256 of the file
  line     bigint      NOT NULL, -- the first line of a portion; 0: the whole file is done
  imported timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (digest, line)
);
