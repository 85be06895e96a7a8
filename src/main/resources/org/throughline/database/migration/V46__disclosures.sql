-- Disclosures that the trail does not know of: on paper, by phone. Owned by the room privacy. What was entered wrong is struck
-- out by a row of its own.
CREATE TABLE disclosure (
  disclosure bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient    bigint      NOT NULL,             -- address
  day        date        NOT NULL,
  recipient  text        NOT NULL,
  address    text        NOT NULL,             -- of the recipient, if known
  what       text        NOT NULL,
  purpose    text        NOT NULL,
  strikes    bigint      REFERENCES disclosure, -- the row that this one strikes out; null: none
  entered    timestamptz NOT NULL,
  agent      text        COLLATE "C" NOT NULL,
  display    text        NOT NULL
);
CREATE INDEX disclosure_by_patient ON disclosure (patient, day);
COMMENT ON TABLE disclosure IS 'append only';
