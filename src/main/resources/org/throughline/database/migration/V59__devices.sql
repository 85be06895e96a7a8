-- A Device is about the patient in whom it is, which those that are stored do not know yet: 35 is Device.
INSERT INTO reindexing (type) VALUES (35)
  ON CONFLICT (type) DO UPDATE SET since = excluded.since, position = excluded.position, done = false;
