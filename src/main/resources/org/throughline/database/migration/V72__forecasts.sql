-- Where patients stand with their vaccines: kept behind, so that who is due is found without asking each chart. Owned by
-- events.forecast; what it says of a patient is shown only to who may see that patient.

CREATE TABLE forecast (
  patient text COLLATE "C" PRIMARY KEY, -- the Patient's id
  born    date,                         -- null when it is not known to the day
  renew   date NOT NULL,                -- from when on it is to be made anew
  changes bigint NOT NULL DEFAULT 0     -- how often the chart was seen to have changed: one that comes meanwhile is not lost
);
CREATE INDEX forecast_renew ON forecast (renew);

CREATE TABLE forecast_vaccine (
  patient text COLLATE "C" NOT NULL REFERENCES forecast ON DELETE CASCADE,
  vaccine text COLLATE "C" NOT NULL,    -- the group of vaccines, as the schedule calls it
  state   text COLLATE "C" NOT NULL,    -- OVERDUE, DUE, UNSURE, FORBIDDEN, LATER, DONE, NONE
  since   date,                         -- since when it is due or overdue, or from when on it will be
  PRIMARY KEY (patient, vaccine)
);
-- Who is due, those who have waited longest first.
CREATE INDEX forecast_due ON forecast_vaccine (since, patient) WHERE state IN ('OVERDUE', 'DUE');

-- By which schedule all of them were asked for: another one asks anew.
CREATE TABLE forecast_schedule (
  one    boolean PRIMARY KEY DEFAULT true CHECK (one),
  digest text COLLATE "C" NOT NULL      -- SHA-256 in hex; empty for none
);
