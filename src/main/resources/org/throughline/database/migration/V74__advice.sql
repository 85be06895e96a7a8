-- Decision support services of others that are asked while a chart or orders are open (CDS Hooks). Owned by events.advice.

CREATE TABLE advice_service (
  service    integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  base       text        NOT NULL,  -- the address of the other end, without /cds-services
  id         text        NOT NULL,  -- by which it names the service
  hook       text        NOT NULL,
  title      text        NOT NULL,
  about      text        NOT NULL,
  prefetch   text        NOT NULL,  -- JSON: a query for each key
  added      timestamptz NOT NULL,
  asked      bigint      NOT NULL DEFAULT 0,
  failed     bigint      NOT NULL DEFAULT 0,
  fault      text        NOT NULL DEFAULT '',  -- of the last time, empty when it answered
  fault_at   timestamptz,
  UNIQUE (base, id)
);
