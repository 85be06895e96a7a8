-- Who holds something about whom, by pseudonymous keys. Owned by network.locate.

-- At a locator: under which keys a member has a record. A handle stands for one record of the member's; what it means only it knows.
CREATE TABLE located (
  key    bytea    NOT NULL,
  peer   smallint NOT NULL,
  handle bytea    NOT NULL,
  PRIMARY KEY (key, peer, handle)
);
CREATE INDEX located_handle ON located (peer, handle);

-- At a member: what a locator was told of each patient, to tell it what has changed.
CREATE TABLE located_told (
  peer    smallint    NOT NULL,
  patient text        COLLATE "C" NOT NULL, -- id of our Patient
  digest  bytea       NOT NULL,             -- SHA-256 of the keys that were told
  PRIMARY KEY (peer, patient)
);

-- Patients about whom locators are to be told anew.
CREATE TABLE located_due (
  patient text COLLATE "C" PRIMARY KEY
);

-- The secret with which keys are made. The older one counts, so that all members come to have one.
CREATE TABLE located_secret (
  one    boolean     PRIMARY KEY DEFAULT true CHECK (one),
  secret bytea       NOT NULL, -- wrapped
  made   timestamptz NOT NULL
);

-- Locators that were told of all whom they are to be told of, once; what changes afterwards is told as it changes.
CREATE TABLE located_begun (
  peer  smallint    PRIMARY KEY,
  since timestamptz NOT NULL
);
