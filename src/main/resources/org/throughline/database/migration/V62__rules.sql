-- What is kept about the rules of the checks beside the record. Owned by events.rule.

-- Rules that are switched off; what is not here is on.
CREATE TABLE rule_off (
  rule    text        COLLATE "C" NOT NULL, -- its id
  whom    text        COLLATE "C" NOT NULL, -- a reference to the clinician for whom it is off; empty for the whole practice
  reason  text        NOT NULL,
  name    text        NOT NULL,             -- of whoever switched it off
  since   timestamptz NOT NULL,
  PRIMARY KEY (rule, whom)
);

-- What was found while somebody ordered, each finding once; whose it was is not told.
CREATE TABLE rule_spoken (
  finding    bytea   PRIMARY KEY,           -- 16 bytes of SHA-256 of the patient, whoever was to sign, and the finding's key
  rule       text    COLLATE "C" NOT NULL,  -- its id
  version    text    COLLATE "C" NOT NULL,  -- of its file
  interrupts boolean NOT NULL,              -- whether it had to be answered
  day        date    NOT NULL,              -- on which it was shown first, in UTC
  signed     boolean NOT NULL               -- whether an order came into force with it
);
CREATE INDEX rule_spoken_day ON rule_spoken (day);
