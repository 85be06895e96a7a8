-- Messages between members of the network: those that leave, in order for each member, and those that have come. Owned by
-- network.post.
CREATE TABLE post_out (
  place    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message  uuid        NOT NULL UNIQUE,
  peer     smallint    NOT NULL,
  event    text        COLLATE "C" NOT NULL,
  about    text        COLLATE "C" NOT NULL,             -- what it is about, as the record refers to it: Task/1
  enclosed text        COLLATE "C" NOT NULL,             -- what goes with it, as its kind writes it
  patient  text        COLLATE "C" NOT NULL,             -- id of the Patient whom it is about; empty: nobody
  body     bytea,                                        -- as it is sent; null: it was not tried yet, or is over
  state    text        COLLATE "C" NOT NULL DEFAULT 'WAITING', -- HEARD; REFUSED: it never will be
  attempts integer     NOT NULL DEFAULT 0,
  made     timestamptz NOT NULL,
  due      timestamptz NOT NULL,                         -- not to be tried before
  ended    timestamptz,
  why      text        NOT NULL DEFAULT ''               -- why it was refused, or could not be brought the last time
);
CREATE INDEX post_out_waiting ON post_out (peer, place) WHERE state = 'WAITING';
CREATE INDEX post_out_about ON post_out (about);
CREATE INDEX post_out_over ON post_out (ended) WHERE state <> 'WAITING';

-- What was applied, so that it is applied once.
CREATE TABLE post_in (
  peer     smallint    NOT NULL,
  message  uuid        NOT NULL,
  received timestamptz NOT NULL,
  PRIMARY KEY (peer, message)
);
CREATE INDEX post_in_received ON post_in (received);
