-- The other members of the network, and how they became so. Owned by network.peer. Who they are is in the record (Organization,
-- Endpoint); here is what is nobody's business but ours.

CREATE TABLE peer (
  peer         smallint    GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- the origin of copies; rows stay, so none is used again
  address      text        COLLATE "C" NOT NULL UNIQUE, -- by which it is known: of its screens and its API
  organization text        COLLATE "C" NOT NULL,        -- id of its Organization here
  endpoint     text        COLLATE "C" NOT NULL,        -- id of its Endpoint here
  client       text        COLLATE "C" NOT NULL,        -- as which app it is registered here
  name         text        NOT NULL,                    -- as it calls itself
  kind         text        COLLATE "C" NOT NULL,        -- PRACTICE, HOSPITAL, LAB, IMAGING, PHARMACY or REGISTRY
  keys         text        COLLATE "C" NOT NULL,        -- its public keys, a JWK Set
  state        text        COLLATE "C" NOT NULL,        -- JOINED, LEFT or CUT_OFF
  since        timestamptz NOT NULL,                    -- since when it is so
  made_so_by   text        NOT NULL,                    -- and who made it so
  contact      timestamptz,                             -- when we last heard from it
  asked        timestamptz,                             -- when we last tried to
  fault        text        NOT NULL DEFAULT '',         -- what failed last; empty when nothing is wrong
  fault_since  timestamptz,
  ahead        integer     NOT NULL DEFAULT 0           -- by how many seconds its clock is ahead of ours
);

-- Invitations that were given out. Of the code only the SHA-256 is kept.
CREATE TABLE peer_invitation (
  code       bytea       PRIMARY KEY,
  made       timestamptz NOT NULL,
  maker      text        COLLATE "C" NOT NULL, -- who made it, as the trail names them
  maker_name text        NOT NULL,
  expires    timestamptz NOT NULL,
  used       timestamptz,
  used_by    text        COLLATE "C"           -- the address of whoever joined with it
);
CREATE INDEX peer_invitation_by_expiry ON peer_invitation (expires);

-- That we are about to join: whoever invited us calls back while it is so.
CREATE TABLE peer_joining (
  nonce       text        COLLATE "C" PRIMARY KEY,
  address     text        COLLATE "C" NOT NULL, -- of whoever invited us
  fingerprint text        COLLATE "C" NOT NULL, -- of their key, as the invitation says
  begun       timestamptz NOT NULL
);

-- What is to be told to a peer until it has heard it, in order: that we left, that we have another key.
CREATE TABLE peer_notice (
  notice    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  peer      smallint    NOT NULL REFERENCES peer,
  statement text        COLLATE "C" NOT NULL, -- signed with the key that was in use then
  follows   text        COLLATE "C" NOT NULL, -- it holds once this key is in use; empty: it holds
  made      timestamptz NOT NULL,
  attempts  integer     NOT NULL DEFAULT 0,
  due       timestamptz NOT NULL
);
CREATE INDEX peer_notice_by_peer ON peer_notice (peer, notice);
