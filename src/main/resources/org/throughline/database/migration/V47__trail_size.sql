-- Nearly all entries are about one patient: those without others need no place in this index (10 to 21 bytes each).
DROP INDEX access_by_others;
CREATE INDEX access_by_others ON access USING gin (others) WHERE others IS NOT NULL;
