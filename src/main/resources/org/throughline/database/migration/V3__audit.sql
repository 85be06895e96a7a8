-- Who did what: one row per request. Insert only.

CREATE TABLE agent (
  agent   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name    text    COLLATE "C" NOT NULL UNIQUE,
  display text    NOT NULL
);

-- Each process takes a thousand numbers at a time.
CREATE SEQUENCE access_number INCREMENT 1000;

CREATE TABLE access (
  access   bigint      NOT NULL,
  at       timestamptz NOT NULL,
  patient  bigint      NOT NULL, -- the (first) patient disclosed; 0: none
  resource bigint      NOT NULL, -- the resource asked for by id; 0: none
  agent    integer     NOT NULL,
  action   smallint    NOT NULL, -- number of the Action
  status   smallint    NOT NULL, -- HTTP status of the answer
  type     smallint    NOT NULL, -- number of the resource type; 0: none
  target   text        COLLATE "C" NOT NULL, -- what was asked for: Patient/1, Observation?code=…
  others   bigint[] -- further patients disclosed; null: none
);
CREATE INDEX access_by_patient ON access (patient, access);
CREATE INDEX access_in_order ON access USING brin (access, at) WITH (pages_per_range = 16);
CREATE INDEX access_by_others ON access USING gin (others);
