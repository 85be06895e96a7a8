-- Backups that were taken by themselves, or tried to be. Owned by database.backup.

CREATE TABLE backup_run (
  run      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  begun    timestamptz NOT NULL,
  ended    timestamptz,              -- null: it is under way, or was broken off
  file     text,                     -- null: it failed, or is under way
  bytes    bigint,
  fault    text                      -- why it failed, in words
);
