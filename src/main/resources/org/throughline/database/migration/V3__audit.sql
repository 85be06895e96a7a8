-- Who did what: one row per request, one narrow row for each further patient that it disclosed. Insert only.

CREATE TABLE agent (
  agent   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name    text    COLLATE "C" NOT NULL UNIQUE,
  display text    NOT NULL
);

-- Each process takes a thousand numbers at a time, so that an entry and its disclosures need no answer between them.
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
  target   text        COLLATE "C" NOT NULL -- what was asked for: Patient/1, Observation?code=…
);
CREATE INDEX access_by_patient ON access (patient, access);
CREATE INDEX access_in_order ON access USING brin (access, at) WITH (pages_per_range = 16);

CREATE TABLE disclosure (
  patient bigint NOT NULL,
  access  bigint NOT NULL
);
CREATE INDEX disclosure_by_patient ON disclosure (patient, access);
