-- Whole charts that move to another practice, on both sides, and what of them is on its way. Owned by network.transfer.
CREATE TABLE transfer (
  transfer  uuid        PRIMARY KEY,                    -- the same on both sides
  giving    boolean     NOT NULL,                       -- whether the chart leaves from here
  peer      smallint    NOT NULL,                       -- the member at the other side; 0: handed over by hand
  receiver  text        NOT NULL,                       -- what the new practice is called
  patient   text        COLLATE "C" NOT NULL,           -- id of our Patient; empty: nobody has said yet who it is
  theirs    text        COLLATE "C" NOT NULL,           -- id of the Patient there; empty: not known
  person    text        NOT NULL,                       -- who it is, as the other side describes them; empty where it leaves
  wish      text        NOT NULL,                       -- what the patient asked for in writing; empty where it arrives
  state     text        COLLATE "C" NOT NULL,
  steps     text        NOT NULL,                       -- what was done by whom and when
  manifest  bytea,                                      -- what is on its way, packed; null: not yet
  entries   integer     NOT NULL DEFAULT 0,
  parts     integer     NOT NULL DEFAULT 0,
  trouble   text        NOT NULL DEFAULT '',            -- why it does not go on
  due       timestamptz NOT NULL,                       -- not to be worked on before
  changed   timestamptz NOT NULL
);
CREATE INDEX transfer_patient ON transfer (patient, changed);
CREATE INDEX transfer_due ON transfer (due) WHERE state = 'ACCEPTED';
CREATE INDEX transfer_changed ON transfer (changed);

-- The chart in pieces while it is on its way.
CREATE TABLE transfer_part (
  transfer uuid    NOT NULL REFERENCES transfer ON DELETE CASCADE,
  number   integer NOT NULL,                            -- from 0
  content  bytea   NOT NULL,                            -- a piece of the lines, packed
  PRIMARY KEY (transfer, number)
);

-- What came with a transfer, as it was filed: a later transfer changes it only where nobody here has.
CREATE TABLE transfer_filed (
  resource bigint  PRIMARY KEY,                         -- address of the resource
  transfer uuid    NOT NULL,
  version  integer NOT NULL,                            -- as which it was filed
  hash     text    COLLATE "C" NOT NULL                 -- SHA-256 of what came
);
