-- What came with referrals of which nobody has said yet who the patient is here: it goes into the chart once somebody has. Owned by
-- network.referral.
CREATE TABLE referral_packet (
  task    text        COLLATE "C" PRIMARY KEY, -- id of the Task
  peer    smallint    NOT NULL,
  theirs  text        COLLATE "C" NOT NULL,    -- id of the Patient there
  body    text        NOT NULL,                -- the resources, as they came
  arrived timestamptz NOT NULL
);
