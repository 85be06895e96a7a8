-- The record: every FHIR resource, its versions, and the rows by which it is found.
-- docs/store.md explains each table with a worked example.

-- Dictionaries that bodies are compressed with. A body names the one it needs, so a data folder is complete in itself.
CREATE TABLE dictionary (
  id    integer PRIMARY KEY,
  bytes bytea   NOT NULL
);

-- The current version of each resource; a deleted one stays as a tombstone without a body.
CREATE TABLE resource (
  resource bigint      NOT NULL,           -- Address.of(origin, type, id)
  patient  bigint      NOT NULL,           -- address of the patient it is about; 0: of no patient
  xid      xid8        NOT NULL DEFAULT pg_current_xact_id(), -- the transaction that wrote this version
  updated  timestamptz NOT NULL,           -- meta.lastUpdated
  version  integer     NOT NULL,           -- meta.versionId
  labels   integer     NOT NULL DEFAULT 0, -- interned set of security labels
  type     smallint    NOT NULL,           -- number of the resource type
  origin   smallint    NOT NULL DEFAULT 0, -- 0: ours; else the organization that it is held for
  deleted  boolean     NOT NULL DEFAULT false,
  id       text        COLLATE "C" NOT NULL,
  body     bytea                           -- the JSON to return, compressed by us; null when deleted
);
ALTER TABLE resource ALTER COLUMN body SET STORAGE EXTERNAL; -- PostgreSQL 15 cannot say so above
CREATE UNIQUE INDEX resource_pk ON resource (resource);
ALTER TABLE resource ADD PRIMARY KEY USING INDEX resource_pk;
CREATE INDEX resource_by_time ON resource (type, updated, resource);

-- Superseded versions.
CREATE TABLE history (
  resource bigint      NOT NULL,
  patient  bigint      NOT NULL,
  xid      xid8        NOT NULL,
  updated  timestamptz NOT NULL,
  version  integer     NOT NULL,
  labels   integer     NOT NULL,
  type     smallint    NOT NULL,
  origin   smallint    NOT NULL,
  deleted  boolean     NOT NULL,
  id       text        COLLATE "C" NOT NULL,
  body     bytea,
  PRIMARY KEY (resource, version)
);
ALTER TABLE history ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX history_by_time ON history (type, updated, resource);

-- The inverted index: what is matched by equality (tokens, references, uris, composites of them).
CREATE TABLE term (
  key      bigint  NOT NULL,
  patient  bigint  NOT NULL,
  resource bigint  NOT NULL,
  path     integer NOT NULL
);
CREATE INDEX term_by_key ON term (key, patient, resource);
CREATE INDEX term_by_resource ON term (resource);

-- The distinct tokens behind term keys: finds keys by code alone, by system alone, by display.
CREATE TABLE value (
  key     bigint  PRIMARY KEY,
  path    integer NOT NULL,
  system  text    COLLATE "C" NOT NULL,
  code    text    COLLATE "C" NOT NULL,
  display text    COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX value_by_code ON value (path, code);
CREATE INDEX value_by_system ON value (path, system);

-- Numbers and quantities; the key is a path's, or a composite's with its first component.
CREATE TABLE quantity (
  key      bigint           NOT NULL,
  patient  bigint           NOT NULL,
  resource bigint           NOT NULL,
  unit     bigint           NOT NULL, -- hash of the canonical unit (UCUM), else of system and code
  code     bigint           NOT NULL, -- hash of the unit's code or text as written
  value    double precision NOT NULL, -- in the canonical unit
  raw      double precision NOT NULL  -- as written
);
CREATE INDEX quantity_by_value ON quantity (key, unit, value, patient, resource);
CREATE INDEX quantity_by_raw ON quantity (key, raw);
CREATE INDEX quantity_by_resource ON quantity (resource);

-- Dates, instants, periods and timings as the half-open range [low, high) in microseconds since 1970, UTC.
CREATE TABLE moment (
  key      bigint NOT NULL,
  patient  bigint NOT NULL,
  resource bigint NOT NULL,
  low      bigint NOT NULL,
  high     bigint NOT NULL
);
CREATE INDEX moment_by_patient ON moment (key, patient, low, resource);
CREATE INDEX moment_by_low ON moment (key, low, high);
CREATE INDEX moment_by_resource ON moment (resource);

-- Strings, and uris for prefix search: folded (lower case, no accents) and as written.
CREATE TABLE string (
  key      bigint NOT NULL,
  patient  bigint NOT NULL,
  resource bigint NOT NULL,
  folded   text   COLLATE "C" NOT NULL,
  exact    text   COLLATE "C" NOT NULL
);
CREATE INDEX string_by_folded ON string (key, folded, patient, resource);
CREATE INDEX string_by_resource ON string (resource);

-- How many current resources there are of a type and label set: insert-only deltas, folded in the background.
CREATE TABLE tally (
  type   smallint NOT NULL,
  origin smallint NOT NULL,
  labels integer  NOT NULL,
  delta  bigint   NOT NULL
);
CREATE INDEX tally_by_type ON tally (type);

-- Who sees what is decided by the following tables (docs/access.md). All of them are derived from resources, in the
-- transaction that writes those.

-- The sets of security labels that resource.labels and history.labels name; 0 is the empty set.
CREATE TABLE label_set (
  labels integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  codes  text    COLLATE "C" NOT NULL                      -- in order, a line each
);
CREATE UNIQUE INDEX label_set_by_codes ON label_set (md5(codes));

-- The forms of consents, each kept once.
CREATE TABLE policy (
  policy integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rules  text    COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX policy_by_rules ON policy (md5(rules));

-- Who treats whom: practitioners, their roles, organizations, care teams; times in microseconds since 1970, UTC.
CREATE TABLE treating (
  patient  bigint NOT NULL,
  actor    bigint NOT NULL,
  resource bigint NOT NULL, -- that says so
  since    bigint NOT NULL,
  until    bigint NOT NULL
);
CREATE INDEX treating_by_patient ON treating (patient, actor);
CREATE INDEX treating_by_resource ON treating (resource);

-- The policies on a patient's record, by the consent (or the patient) that puts them there.
CREATE TABLE restriction (
  patient  bigint  NOT NULL,
  resource bigint  NOT NULL,
  policy   integer NOT NULL
);
CREATE INDEX restriction_by_patient ON restriction (patient);
CREATE INDEX restriction_by_resource ON restriction (resource);

-- The persons, resources and times that the provisions of a consent name.
CREATE TABLE named (
  patient   bigint  NOT NULL,
  resource  bigint  NOT NULL, -- the consent
  provision integer NOT NULL,
  kind      integer NOT NULL, -- number of a ProtectionRows.Kind
  target    bigint  NOT NULL,
  low       bigint  NOT NULL,
  high      bigint  NOT NULL
);
CREATE INDEX named_by_resource ON named (resource, provision, kind);
