-- Messages with pharmacies: those that are to leave, and those that were taken in. Owned by events.courier.
CREATE TABLE outgoing_message (
  message  uuid        PRIMARY KEY,
  place    bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  sender   text        COLLATE "C" NOT NULL, -- id of the Organization
  receiver text        COLLATE "C" NOT NULL, -- id of the Organization
  about    text        COLLATE "C" NOT NULL, -- messages about the same leave one after the other
  body     bytea       NOT NULL,             -- a Bundle as JSON
  state    text        NOT NULL,             -- WAITING, DELIVERED, FAILED, WITHDRAWN
  attempts integer     NOT NULL DEFAULT 0,
  why      text        NOT NULL DEFAULT '',
  made     timestamptz NOT NULL,
  due      timestamptz NOT NULL,
  ended    timestamptz
);
CREATE INDEX outgoing_due ON outgoing_message (due) WHERE state = 'WAITING';
CREATE INDEX outgoing_about ON outgoing_message (about, place);
CREATE TABLE incoming_message (
  partner  text        COLLATE "C" NOT NULL, -- id of the Organization that sent it
  message  text        COLLATE "C" NOT NULL,
  received timestamptz NOT NULL,
  answer   bytea       NOT NULL,             -- a Bundle as JSON
  PRIMARY KEY (partner, message)
);
CREATE INDEX incoming_by_age ON incoming_message (received);

-- The front desk keeps the directory of pharmacies; to where messages go is not its to say.
UPDATE role SET version = version + 1 WHERE code = 'front-desk';
INSERT INTO permission (role, types, interactions, extent, filters)
SELECT role, ARRAY['Organization'], 'crus', 'EVERYONE', ARRAY['type=333600000X'] FROM role WHERE code = 'front-desk';
