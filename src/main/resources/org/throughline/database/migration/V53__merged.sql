-- Patients whose record was merged into another's: searches follow it, and nothing is filed there any more. Derived from
-- Patient.link, in the transaction that writes the patient. Owned by the record.
CREATE TABLE merged (
  patient     bigint NOT NULL, -- address of the one that was replaced
  resource    bigint NOT NULL, -- the Patient that says so: the same
  id          text   COLLATE "C" NOT NULL,
  survivor    bigint NOT NULL,
  survivor_id text   COLLATE "C" NOT NULL
);
CREATE INDEX merged_by_patient ON merged (patient);
CREATE INDEX merged_by_survivor ON merged (survivor);
CREATE INDEX merged_by_resource ON merged (resource);
