-- FHIR servers of others, which are no members of the network and give us patients' records as they give them to any
-- registered client. Owned by network.outside.

CREATE TABLE outside_server (
  -- The origin of copies: from the numbers of members, so that none stands for two. Rows stay, so none is used again.
  peer         smallint    PRIMARY KEY DEFAULT nextval(pg_get_serial_sequence('peer', 'peer')),
  address      text        COLLATE "C" NOT NULL UNIQUE, -- of its FHIR API
  organization text        COLLATE "C" NOT NULL,        -- id of its Organization here
  endpoint     text        COLLATE "C" NOT NULL,        -- id of its Endpoint here
  name         text        NOT NULL,
  kind         text        COLLATE "C" NOT NULL,        -- as of members
  client       text        COLLATE "C" NOT NULL,        -- as whom we are registered there
  scopes       text        COLLATE "C" NOT NULL,        -- what is asked for; empty: what it says it gives
  every        integer     NOT NULL,                    -- after how many seconds it is asked again
  open         boolean     NOT NULL,                    -- false: nothing is asked any more
  since        timestamptz NOT NULL,                    -- since when it is so
  made_so_by   text        NOT NULL,                    -- and who made it so
  offers       text        NOT NULL DEFAULT '',         -- what it said it can, in words
  contact      timestamptz,                             -- when it last answered as it should
  fault        text        NOT NULL DEFAULT '',         -- what is wrong, in words; empty for nothing
  fault_since  timestamptz,
  rest         timestamptz                              -- before when it wants to be asked nothing
);

-- Where we are with the record of a patient of ours there.
CREATE TABLE outside_record (
  peer     smallint    NOT NULL,
  patient  bigint      NOT NULL,            -- the address of our Patient
  due      timestamptz NOT NULL,            -- when it is looked at next
  pulled   timestamptz,                     -- when we last had all that there was
  compared timestamptz,                     -- when all of it was last compared, so that deletions were noticed
  horizon  timestamptz,                     -- by its clock, what was changed before that is here
  note     text        NOT NULL DEFAULT '', -- what was left out, in words
  fault    text        NOT NULL DEFAULT '', -- why it could not be had last time, in words
  told     text        COLLATE "C",         -- ids there of the Subscriptions by which we are told of changes
  secret   bytea,                           -- SHA-256 of what it shows with what it tells
  hinted   timestamptz,                     -- when it last told anything
  PRIMARY KEY (peer, patient)
);
CREATE INDEX outside_record_due ON outside_record (due);

-- Whoever holds records of which copies are here, by the number of the origin.
CREATE VIEW holder AS
  SELECT peer, name FROM peer
  UNION ALL
  SELECT peer, name FROM outside_server;
