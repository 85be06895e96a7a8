-- What is held from the patient and from who acts for them, and until when. Derived from the mark that the result carries
-- (meta.security, TABOO), in the transaction that writes it. Owned by the record.
CREATE TABLE held (
  patient  bigint NOT NULL,
  resource bigint NOT NULL, -- the result that carries the mark
  target   bigint NOT NULL, -- what is held with it: itself, and the values that it is made of
  until    bigint NOT NULL  -- the first moment at which it is shown, in microseconds since 1970, UTC
);
CREATE INDEX held_by_target ON held (target);
CREATE INDEX held_by_resource ON held (resource);
