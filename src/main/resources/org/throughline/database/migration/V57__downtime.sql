-- Downtime packs are runs that leave a file, as backups are. Owned by database.backup.

ALTER TABLE backup_run
  ADD COLUMN kind   text NOT NULL DEFAULT 'BACKUP',
  ADD COLUMN detail text;             -- what the file holds, in words
