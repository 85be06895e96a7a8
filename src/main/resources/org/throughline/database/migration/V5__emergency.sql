-- Charts that were opened with a reason by somebody who does not treat the patient. Owned by record.protection.
CREATE TABLE emergency (
  emergency bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agent     text        COLLATE "C" NOT NULL, -- who, as the audit names them
  display   text        NOT NULL,
  patient   bigint      NOT NULL,             -- address
  id        text        COLLATE "C" NOT NULL, -- of the Patient
  reason    text        NOT NULL,
  begun     timestamptz NOT NULL,
  until     timestamptz NOT NULL,
  reviewed  timestamptz,                      -- by the privacy officer
  reviewer  text,
  finding   text                              -- what the privacy officer found
);
CREATE INDEX emergency_by_agent ON emergency (agent, until);
CREATE INDEX emergency_by_patient ON emergency (patient);
CREATE INDEX emergency_unreviewed ON emergency (begun) WHERE reviewed IS NULL;
