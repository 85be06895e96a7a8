-- Patients of ours about whom copies of others have come, changed or gone, until what rests on them has been looked at anew. Written
-- in the transaction that changes the copies, so that nothing is passed over when the product stops. Owned by record.
CREATE TABLE copies_changed (
  patient bigint PRIMARY KEY,                         -- the address of our Patient
  xid     xid8   NOT NULL DEFAULT pg_current_xact_id() -- the last transaction that changed any
);
