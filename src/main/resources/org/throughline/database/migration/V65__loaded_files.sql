-- Files of knowledge that an operator has loaded and that are kept as they came; of each kind one. Owned by packages.
CREATE TABLE loaded_file (
  kind    text        COLLATE "C" PRIMARY KEY, -- what it is for
  name    text        NOT NULL,                -- as its publisher names it, with its version
  digest  text        COLLATE "C" NOT NULL,    -- SHA-256 in hex
  loaded  timestamptz NOT NULL,
  content bytea       NOT NULL
);
