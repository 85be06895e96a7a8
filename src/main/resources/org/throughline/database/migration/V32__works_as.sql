-- In which of several roles a person works at the moment. Owned by the room login.

ALTER TABLE session ADD COLUMN held bigint REFERENCES held_role ON DELETE SET NULL; -- null: in all of them
ALTER TABLE session ADD COLUMN works_as text; -- the role and its site, as the person read them
CREATE INDEX session_by_held ON session (held);
