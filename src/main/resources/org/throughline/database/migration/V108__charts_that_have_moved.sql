-- Charts that have moved to another practice: nothing more is written into them here. Owned by record.
CREATE TABLE moved_chart (
  patient    bigint PRIMARY KEY,                 -- address of the Patient
  id         text   COLLATE "C" NOT NULL UNIQUE, -- id of the Patient
  transfer   uuid   NOT NULL,                    -- by which it moved
  receiver   text   NOT NULL,                    -- what the new practice is called
  day        date   NOT NULL,                    -- on which it was closed here
  last_entry date   NOT NULL,                    -- the day of the last entry; what arrives afterwards counts
  kept_until date                                -- nothing of it is deleted until then; null: not known, so nothing is at all
);

-- What has arrived for such a chart afterwards, until somebody is asked to hand it on. Owned by record.
CREATE TABLE moved_arrival (
  resource bigint PRIMARY KEY,                   -- address of the resource
  patient  bigint NOT NULL                       -- address of the Patient
);
CREATE INDEX moved_arrival_patient ON moved_arrival (patient, resource);

-- Charts that have moved already and did not come back. A Patient is the resource that is its own patient.
INSERT INTO moved_chart (patient, id, transfer, receiver, day, last_entry)
SELECT r.resource, t.patient, t.transfer, t.receiver, t.changed::date, t.changed::date
FROM (SELECT DISTINCT ON (patient) * FROM transfer WHERE state = 'CONFIRMED' AND patient <> ''
      ORDER BY patient, changed DESC) t
JOIN resource r ON r.id = t.patient AND r.patient = r.resource
WHERE t.giving;

-- Whether the chart, or a part of it, has left the house, as the account of disclosures says then.
ALTER TABLE transfer ADD COLUMN disclosed boolean NOT NULL DEFAULT false;
UPDATE transfer SET disclosed = true WHERE giving AND state IN ('FILED', 'CONFIRMED');
