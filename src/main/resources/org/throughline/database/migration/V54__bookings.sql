-- When whose time is booked, as appointments say, and how many may be booked at once, as schedules say. Derived from the
-- resources; owned by record.
CREATE TABLE booked (
  patient  bigint  NOT NULL,
  resource bigint  NOT NULL, -- the Appointment
  actor    bigint  NOT NULL, -- whose time it is
  since    bigint  NOT NULL, -- microseconds since 1970, UTC
  until    bigint  NOT NULL, -- the first moment after it
  beside   integer NOT NULL  -- 1: it may lie over others
);
CREATE INDEX booked_by_actor ON booked (actor, until);
CREATE INDEX booked_by_resource ON booked (resource);

CREATE TABLE bookable (
  patient  bigint  NOT NULL,
  resource bigint  NOT NULL, -- the Schedule
  actor    bigint  NOT NULL,
  most     integer NOT NULL  -- how many appointments at once
);
CREATE INDEX bookable_by_actor ON bookable (actor);
CREATE INDEX bookable_by_resource ON bookable (resource);

-- What is stored already gets its rows: 5 is Appointment.
INSERT INTO reindexing (type) VALUES (5)
  ON CONFLICT (type) DO UPDATE SET since = excluded.since, position = excluded.position, done = false;

-- Who books and who sees patients has the schedule; the front desk makes a visit of an appointment.
UPDATE role SET duties = array_append(duties, 'SCHEDULE'), version = version + 1
 WHERE held_by = 'STAFF' AND NOT 'SCHEDULE' = ANY (duties)
   AND EXISTS (SELECT 1 FROM permission p WHERE p.role = role.role AND p.extent = 'EVERYONE'
               AND 'Appointment' = ANY (p.types) AND p.interactions LIKE '%c%');
INSERT INTO permission (role, types, interactions, extent, filters)
SELECT role, ARRAY['Encounter'], 'crus', 'EVERYONE', ARRAY['class=AMB'] FROM role WHERE code = 'front-desk';
