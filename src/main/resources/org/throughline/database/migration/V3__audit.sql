-- Who did what: one row per request. Insert only.

CREATE TABLE agent (
  agent   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name    text    COLLATE "C" NOT NULL,
  display text    NOT NULL, -- as it was then; who is renamed is another agent
  UNIQUE (name, display)
);

-- Each process takes a thousand numbers at a time.
CREATE SEQUENCE access_number INCREMENT 1000;

CREATE TABLE access (
  access   bigint      NOT NULL,
  at       timestamptz NOT NULL,
  patient  bigint      NOT NULL, -- the (first) patient disclosed; 0: none
  xid      xid8        NOT NULL DEFAULT pg_current_xact_id(), -- the transaction that wrote it, by which it is sealed
  agent    integer     NOT NULL,
  action   smallint    NOT NULL, -- number of the Action
  status   smallint    NOT NULL, -- HTTP status of the answer
  type     smallint    NOT NULL, -- number of the resource type; 0: none
  purpose  smallint    NOT NULL, -- number of the purpose of use; 0: not known
  target   text        COLLATE "C" NOT NULL, -- what was asked for: Patient/1, Observation?code=…
  others   bigint[] -- further patients disclosed; null: none
);
CREATE INDEX access_by_patient ON access (patient, access);
CREATE INDEX access_in_order ON access USING brin (access, at) WITH (pages_per_range = 16);
CREATE INDEX access_by_xid ON access (xid);
CREATE INDEX access_by_others ON access USING gin (others);

-- The chain of seals over the trail: each covers the entries of the transactions from above to below, and the seal before.
CREATE TABLE seal (
  seal      bigint      PRIMARY KEY, -- 1, 2, 3 …
  above     xid8        NOT NULL,    -- the first transaction that it may cover
  below     xid8        NOT NULL,    -- the first that it does not
  entries   bigint      NOT NULL,
  at        timestamptz NOT NULL,
  digest    bytea       NOT NULL,    -- SHA-256 of the digest before and the entries in order
  signature text        NOT NULL     -- of all of this, as a JSON Web Signature
);

-- The product's own role gets no right to change or delete their rows (database.RuntimeRole).
COMMENT ON TABLE agent IS 'append only';
COMMENT ON TABLE access IS 'append only';
COMMENT ON TABLE seal IS 'append only';
