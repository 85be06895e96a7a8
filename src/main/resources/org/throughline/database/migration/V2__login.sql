-- Who can log in, what they may do, and who is logged in. Owned by the room login.

CREATE TABLE account (
  account      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text        COLLATE "C" NOT NULL, -- STAFF, PATIENT, PROXY or PROGRAM
  name         text        COLLATE "C" NOT NULL UNIQUE, -- what is typed to log in; in lower case
  display      text        NOT NULL,
  subject_type text        COLLATE "C", -- who it is in the record: Practitioner …
  subject_id   text        COLLATE "C", -- … and its id; null: nobody
  everything   boolean     NOT NULL DEFAULT false, -- may do everything, whatever its roles say
  password     text, -- Argon2id in the PHC string format; null: none
  created      timestamptz NOT NULL,
  used         timestamptz, -- when somebody last logged in with it
  disabled     timestamptz -- since when it is of no use; null: it is of use
);

CREATE TABLE role (
  role       integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code       text    COLLATE "C" NOT NULL UNIQUE,
  name       text    NOT NULL,
  held_by    text    COLLATE "C" NOT NULL, -- the kind of account that may have it
  purpose    text    COLLATE "C" NOT NULL, -- PurposeOfUse
  clearances text[]  NOT NULL, -- kinds of sensitive information that it may see
  duties     text[]  NOT NULL, -- what it may do on screens
  version    integer NOT NULL DEFAULT 1 -- goes up with each change, so that what is remembered of it can be told stale
);

CREATE TABLE permission (
  permission   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  role         integer NOT NULL REFERENCES role ON DELETE CASCADE,
  types        text[]  NOT NULL, -- resource types; * for all
  interactions text    COLLATE "C" NOT NULL, -- some of cruds
  extent       text    COLLATE "C" NOT NULL, -- EVERYONE, TREATED or OWN
  filters      text[]  NOT NULL -- parameter=value; all of them
);
CREATE INDEX permission_by_role ON permission (role);

-- Who has which role: at a site, or for a patient.
CREATE TABLE held_role (
  held    bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account bigint  NOT NULL REFERENCES account ON DELETE CASCADE,
  role    integer NOT NULL REFERENCES role,
  site    text    COLLATE "C", -- id of an Organization; null: of no site
  told_by text    COLLATE "C", -- the PractitionerRole/… or RelatedPerson/… that tells of it; null: none
  patient text    COLLATE "C", -- id of the Patient whose record it opens; null: of none
  until   timestamptz -- when it ends; null: when it is taken away
);
CREATE INDEX held_role_by_account ON held_role (account);

-- A second thing beside the password, or in place of it.
CREATE TABLE factor (
  factor     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account    bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
  kind       text        COLLATE "C" NOT NULL, -- TOTP or PASSKEY
  label      text        NOT NULL,
  credential bytea       UNIQUE, -- of a passkey: its id
  secret     bytea       NOT NULL, -- wrapped by the master key: what the app shares with us, or the passkey's public key
  counter    bigint      NOT NULL, -- goes up with each use: the time step of the last code, or the passkey's own count
  created    timestamptz NOT NULL,
  used       timestamptz
);
CREATE INDEX factor_by_account ON factor (account);

-- Each helps once when the factors are lost.
CREATE TABLE recovery_code (
  account bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  mark    bytea  NOT NULL, -- made with the master key; the code itself is nowhere
  PRIMARY KEY (account, mark)
);

-- Tries that did not fit, or are not known to yet.
CREATE TABLE guess (
  key      bytea       PRIMARY KEY, -- SHA-256 of what is guessed at
  failures integer     NOT NULL,
  last     timestamptz NOT NULL
);
CREATE INDEX guess_by_last ON guess (last);

-- Tickets that may be used once, and were.
CREATE TABLE used_ticket (
  ticket bytea       PRIMARY KEY, -- its SHA-256
  used   timestamptz NOT NULL
);

-- The browser holds a random token, the table only its SHA-256: who reads the table cannot log in.
CREATE TABLE session (
  session bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token   bytea       NOT NULL UNIQUE,
  account bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
  begun   timestamptz NOT NULL,
  seen    timestamptz NOT NULL, -- to the minute
  strong  boolean     NOT NULL, -- whether a second factor, or a passkey, was shown
  address text        NOT NULL, -- where it was begun
  agent   text        NOT NULL, -- what the browser calls itself
  locked  boolean     NOT NULL DEFAULT false -- of no use until its person logs in again
);
CREATE INDEX session_by_account ON session (account);

-- What administrators set for the whole installation; what is not here is as the product brings it.
CREATE TABLE setting (
  name  text COLLATE "C" PRIMARY KEY,
  value text NOT NULL
);

-- A link by which somebody begins to use an account, or comes back to it, once.
CREATE TABLE invitation (
  token   bytea       PRIMARY KEY, -- SHA-256 of what stands in the link
  account bigint      NOT NULL UNIQUE REFERENCES account ON DELETE CASCADE,
  expires timestamptz NOT NULL
);
