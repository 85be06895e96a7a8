-- Which member has been told of an allergy that can kill, and when it said that it has it. Owned by network.share.
CREATE TABLE reaching (
  peer     smallint    NOT NULL,
  resource bigint      NOT NULL,             -- address of the AllergyIntolerance
  id       text        COLLATE "C" NOT NULL, -- and its id
  patient  text        COLLATE "C" NOT NULL, -- id of the Patient
  written  timestamptz NOT NULL,             -- when it was entered
  told     timestamptz NOT NULL,             -- when it was found to be told
  reached  timestamptz,                      -- null: not yet
  asked    boolean     NOT NULL DEFAULT false, -- whether its author was asked to see to it
  PRIMARY KEY (peer, resource)
);
CREATE INDEX reaching_of_patient ON reaching (patient);
CREATE INDEX reaching_waits ON reaching (told) WHERE reached IS NULL;
