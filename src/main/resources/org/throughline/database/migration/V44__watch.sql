-- Accesses that are odd, as tasks of the privacy officer. Not in the record: they are about staff and not about care, and
-- whoever they are about may read and write Tasks. Owned by the room privacy.
CREATE TABLE alert (
  alert    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agent    text        COLLATE "C" NOT NULL, -- who, as the trail names them: account/5
  display  text        NOT NULL,
  roles    text        NOT NULL,
  patient  bigint      NOT NULL,             -- address; 0: of no patient in particular
  kinds    text[]      NOT NULL,             -- what is odd
  reasons  text[]      NOT NULL,             -- one for each kind, in plain words
  first    timestamptz NOT NULL,
  last     timestamptz NOT NULL,
  count    integer     NOT NULL,             -- entries of the trail
  state    text        COLLATE "C" NOT NULL  -- OPEN, ESCALATED or CLOSED
);
CREATE INDEX alert_by_pair ON alert (agent, patient, first);
CREATE INDEX alert_waiting ON alert (alert) WHERE state <> 'CLOSED';

-- What was done about an alert.
CREATE TABLE alert_step (
  alert   bigint      NOT NULL REFERENCES alert,
  at      timestamptz NOT NULL,
  agent   text        COLLATE "C" NOT NULL,
  display text        NOT NULL,
  state   text        COLLATE "C" NOT NULL, -- in which it left the alert
  finding text        COLLATE "C",          -- what was found; null when it was passed on
  note    text        NOT NULL
);
CREATE INDEX alert_step_by_alert ON alert_step (alert, at);
COMMENT ON TABLE alert_step IS 'append only';

-- Up to which entry of the trail has been watched, in the order of commits: all transactions before xid, and of xid those up
-- to access. What is in the trail before the watch begins is not watched.
CREATE TABLE watched (
  one    boolean PRIMARY KEY DEFAULT true CHECK (one),
  xid    xid8    NOT NULL,
  access bigint  NOT NULL
);
INSERT INTO watched (xid, access) VALUES (pg_snapshot_xmin(pg_current_snapshot()), 0);

-- Whose records somebody looked at on a day: kept for some days, to count each patient once.
CREATE TABLE watch_seen (
  account bigint NOT NULL,
  day     date   NOT NULL,
  patient bigint NOT NULL,
  PRIMARY KEY (account, day, patient)
);
CREATE INDEX watch_seen_by_day ON watch_seen (day);

-- At how many, in which roles: what is usual.
CREATE TABLE watch_day (
  account  bigint  NOT NULL,
  day      date    NOT NULL,
  roles    text    NOT NULL,
  patients integer NOT NULL,
  PRIMARY KEY (account, day)
);
CREATE INDEX watch_day_by_roles ON watch_day (roles, day);
