-- Rules that a site has set for itself in place of what the table of the law says. Owned by privacy.place.
CREATE TABLE place_rule (
  place_rule bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject    text        COLLATE "C" NOT NULL,
  kind       text        COLLATE "C" NOT NULL,   -- of care, or of sensitive information; empty where there is none
  value      text        NOT NULL,
  words      text        NOT NULL,               -- what it says
  reason     text        NOT NULL,               -- why it was set
  agent      text        COLLATE "C" NOT NULL,
  display    text        NOT NULL,               -- who set it
  made       timestamptz NOT NULL,
  ended      timestamptz,
  ended_by   text
);
CREATE UNIQUE INDEX place_rule_in_force ON place_rule (subject, kind) WHERE ended IS NULL;
