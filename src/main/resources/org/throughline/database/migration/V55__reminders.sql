-- Reminders of appointments that are to be sent and what became of them. Owned by events.reminder.
CREATE TABLE reminder (
  reminder    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  appointment text        COLLATE "C" NOT NULL, -- id of an Appointment
  patient     text        COLLATE "C" NOT NULL, -- id of a Patient
  starts      timestamptz NOT NULL,             -- when the appointment was when this was noted
  channel     text        COLLATE "C" NOT NULL, -- MAIL or TEXT
  state       text        COLLATE "C" NOT NULL, -- WAITING, LEAVING, SENT, GIVEN_UP, NEEDLESS
  attempts    integer     NOT NULL DEFAULT 0,
  due         timestamptz NOT NULL,
  why         text        NOT NULL DEFAULT '',
  done        timestamptz,
  UNIQUE (appointment, starts, channel)         -- nobody is reminded twice
);
CREATE INDEX reminder_by_due ON reminder (due);
