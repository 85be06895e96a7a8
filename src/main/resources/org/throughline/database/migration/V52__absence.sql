-- Who of the staff is away, and who does their work meanwhile. Owned by the room login.
CREATE TABLE absence (
  absence bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
  since   timestamptz NOT NULL,
  until   timestamptz,                                     -- null: they left, or nobody knows
  deputy  bigint      REFERENCES account ON DELETE SET NULL, -- null: whoever has the same role
  entered timestamptz NOT NULL,
  agent   text        COLLATE "C" NOT NULL                 -- who said so
);
CREATE INDEX absence_by_account ON absence (account, since);

-- Messages between staff, for installations whose roles are there already: whoever works in the practice sends and reads them.
UPDATE role SET version = version + 1 WHERE held_by = 'STAFF';
INSERT INTO permission (role, types, interactions, extent, filters)
SELECT role, ARRAY['Communication'], 'crus', 'EVERYONE', ARRAY['category=staff-message'] FROM role WHERE held_by = 'STAFF';
