-- Orders of tests of which somebody was told that the test was done lately, and what became of them. Owned by events.repeat.
CREATE TABLE repeat_told (
  repeat    integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient   text        COLLATE "C" NOT NULL, -- id of the Patient
  author    text        COLLATE "C" NOT NULL, -- whose basket it stood in, as the trail names them
  test      text        NOT NULL,
  loincs    text[]      NOT NULL,             -- codes by which the same is ordered or resulted
  elsewhere boolean     NOT NULL,             -- whether what is repeated was done elsewhere
  cents     integer,                          -- what it costs; null: not known
  told      timestamptz NOT NULL,
  until     timestamptz NOT NULL,             -- the end of the interval
  dropped   timestamptz,                      -- when it was taken out again
  outcome   text        COLLATE "C"           -- null: the interval runs; AVOIDED, ORDERED, LEFT: neither taken out nor ordered
);
CREATE UNIQUE INDEX repeat_open ON repeat_told (patient, author, test) WHERE outcome IS NULL;
CREATE INDEX repeat_due ON repeat_told (until) WHERE outcome IS NULL;
CREATE INDEX repeat_told_when ON repeat_told (told);
