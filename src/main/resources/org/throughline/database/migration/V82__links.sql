-- Whose record is whose at the other members of the network, what they were given of it, and what came from them. Owned by
-- network.link and network.share.

-- That a Patient of ours is a Patient of a member's. Ended ones stay: who said so, and why, is part of the record's history.
CREATE TABLE link (
  link       integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  peer       smallint    NOT NULL,
  patient    text        COLLATE "C" NOT NULL, -- id of our Patient
  address    bigint      NOT NULL,             -- and its address
  theirs     text        COLLATE "C" NOT NULL, -- id of the Patient there
  since      timestamptz NOT NULL,
  by_id      text        COLLATE "C" NOT NULL, -- who linked them, as the trail names them
  by_name    text        NOT NULL,
  reason     text        NOT NULL,             -- why they are taken for one person
  again      timestamptz,                      -- when what the member may see of the patient is to be looked at anew; null: when it changes
  ended      timestamptz,
  ended_by   text        COLLATE "C",
  ended_name text,
  end_reason text
);
CREATE UNIQUE INDEX link_theirs ON link (peer, theirs) WHERE ended IS NULL;
CREATE INDEX link_ours ON link (address) WHERE ended IS NULL;
CREATE INDEX link_peer ON link (peer) WHERE ended IS NULL;
CREATE INDEX link_again ON link (again) WHERE again IS NOT NULL;

-- What became of asking a member for the record of a patient of ours.
CREATE TABLE link_request (
  peer    smallint    NOT NULL,
  patient text        COLLATE "C" NOT NULL,
  state   text        COLLATE "C" NOT NULL, -- WAITING: it is down; ASKED: somebody there decides; NONE; REFUSED
  since   timestamptz NOT NULL,
  body    text        NOT NULL,             -- as it is sent
  words   text        NOT NULL DEFAULT '',  -- what the member said
  due     timestamptz,                      -- when to send it again; null: not
  PRIMARY KEY (peer, patient)
);

-- Whom members ask about and who may be one of several of ours: somebody decides.
CREATE TABLE link_question (
  question   integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  peer       smallint    NOT NULL,
  theirs     text        COLLATE "C" NOT NULL, -- id of the Patient there
  body       text        NOT NULL,             -- as it came
  candidates text[]      NOT NULL,             -- ids of ours, the likeliest first
  asked      timestamptz NOT NULL,
  decided    timestamptz,
  by_id      text        COLLATE "C",
  by_name    text,
  patient    text        COLLATE "C",          -- whom it is; null: nobody of ours
  reason     text        NOT NULL DEFAULT '',
  UNIQUE (peer, theirs)
);
CREATE INDEX link_question_open ON link_question (asked) WHERE decided IS NULL;

-- What members are to be told of links until they have heard it.
CREATE TABLE link_message (
  message bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  peer    smallint    NOT NULL,
  body    text        NOT NULL,
  due     timestamptz NOT NULL
);

-- What a member has been given, by version: what is told next is the difference to what it may see then.
CREATE TABLE given (
  peer     smallint NOT NULL,
  patient  bigint   NOT NULL, -- with whom it went; 0: with nobody (the directory)
  resource bigint   NOT NULL,
  version  integer  NOT NULL,
  PRIMARY KEY (peer, patient, resource)
);
CREATE INDEX given_by_resource ON given (resource);

-- Up to which moment changes were looked at: a snapshot of PostgreSQL's transactions.
CREATE TABLE giving (
  one    boolean PRIMARY KEY DEFAULT true CHECK (one),
  moment text COLLATE "C" NOT NULL
);
INSERT INTO giving (moment) VALUES (pg_current_snapshot()::text);

-- Where we are with what a member tells us.
CREATE TABLE source (
  peer         smallint    PRIMARY KEY,
  subscription text        COLLATE "C", -- its id there; null: none is made yet
  secret       bytea,                   -- SHA-256 of what the member shows with what it sends
  applied      bigint      NOT NULL DEFAULT 0, -- number of the last event that is applied
  announced    bigint      NOT NULL DEFAULT 0, -- number of the last event that is known to be there
  us           text        COLLATE "C" NOT NULL DEFAULT '', -- id there of the Organization that stands for us
  heard        timestamptz,             -- when it last told us anything, or answered
  asked        timestamptz,             -- when we last asked it how we stand
  fault        text        NOT NULL DEFAULT ''
);

-- By which subscription a member is told: another one begins from the beginning.
CREATE TABLE listener (
  peer         smallint PRIMARY KEY,
  subscription text     COLLATE "C" NOT NULL
);
