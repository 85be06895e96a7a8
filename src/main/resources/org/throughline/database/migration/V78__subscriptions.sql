-- Subscriptions: who wants to be told of what, and what they are told. Owned by events.subscription.

-- Which versions a transaction wrote. Changes are read off the transactions, so that none is missed that commits late.
CREATE INDEX resource_by_xid ON resource (xid);

-- One for each Subscription that is in force, and for a while after its end.
CREATE TABLE subscription (
  subscription bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id         text COLLATE "C" NOT NULL UNIQUE, -- of the Subscription
  owner      text COLLATE "C" NOT NULL,        -- Mandate.owner
  -- By what it was made: access.Mandate.
  holder     text COLLATE "C" NOT NULL,
  account    bigint,
  app        bigint,
  app_grant  bigint,
  scopes     text COLLATE "C" NOT NULL,
  patient    bigint,
  until      timestamptz,
  -- What it asks for.
  topic      text COLLATE "C" NOT NULL,
  filters    text[] NOT NULL,
  channel    text COLLATE "C" NOT NULL,        -- REST_HOOK, WEBSOCKET
  endpoint   text COLLATE "C",                 -- null for a websocket
  headers    bytea,                            -- wrapped with the master key; null for none
  payload    text COLLATE "C" NOT NULL,
  content    text COLLATE "C" NOT NULL,        -- EMPTY, ID_ONLY, FULL_RESOURCE
  heartbeat  integer,                          -- seconds; null for never
  timeout    integer NOT NULL,                 -- seconds
  most       integer NOT NULL,                 -- events in a notification
  ends       timestamptz,
  -- Where it stands.
  since      text COLLATE "C" NOT NULL,        -- the snapshot from which on it is told
  state      text COLLATE "C" NOT NULL,        -- REQUESTED, ACTIVE, ERROR, OFF
  changed    timestamptz NOT NULL,             -- since when the state is that
  begun      boolean NOT NULL DEFAULT false,   -- whether the receiver has answered once
  last       bigint NOT NULL DEFAULT 0,        -- number of the last event
  sent       bigint NOT NULL DEFAULT 0,        -- number of the last event that was delivered
  missed     boolean NOT NULL DEFAULT false,   -- whether changes could not be told
  failures   integer NOT NULL DEFAULT 0,       -- since the last success
  fault      text NOT NULL DEFAULT '',         -- of the last failure
  due        timestamptz NOT NULL,             -- when to send next, at the earliest
  beat       timestamptz NOT NULL,             -- when something was sent last
  delivered  timestamptz,                      -- when the receiver answered last
  leased     timestamptz NOT NULL DEFAULT '-infinity' -- until when somebody sends
);
CREATE INDEX subscription_by_owner ON subscription (owner);

CREATE TABLE subscription_event (
  subscription bigint NOT NULL REFERENCES subscription ON DELETE CASCADE,
  seq          bigint GENERATED ALWAYS AS IDENTITY,
  number       bigint,                         -- null until it is first shown
  kind         text COLLATE "C" NOT NULL,      -- CHANGED, DELETED, GONE
  resource     bigint NOT NULL,                -- address
  type         text COLLATE "C" NOT NULL,
  id           text COLLATE "C" NOT NULL,
  version      integer NOT NULL,               -- 0 when it does not matter
  at           timestamptz NOT NULL,           -- when it happened
  PRIMARY KEY (subscription, seq)
);
CREATE UNIQUE INDEX subscription_event_by_number ON subscription_event (subscription, number) WHERE number IS NOT NULL;
CREATE INDEX subscription_event_waiting ON subscription_event (subscription, seq) WHERE number IS NULL;

-- Up to which moment changes were looked at: a snapshot of PostgreSQL's transactions.
CREATE TABLE subscription_feed (
  one    boolean PRIMARY KEY DEFAULT true CHECK (one),
  moment text COLLATE "C" NOT NULL
);
INSERT INTO subscription_feed (moment) VALUES (pg_current_snapshot()::text);
