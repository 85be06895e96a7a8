-- An outside identity provider at which people may log in, and who is who there. Owned by the room login.

CREATE TABLE identity_provider (
  one             boolean PRIMARY KEY DEFAULT true CHECK (one), -- there is one at most
  issuer          text    COLLATE "C" NOT NULL,
  client_id       text    NOT NULL, -- what we are called there
  client_secret   bytea   NOT NULL, -- wrapped by the master key
  label           text    NOT NULL, -- what people call it
  staff_passwords boolean NOT NULL, -- whether staff may log in with passwords too
  second_factor   boolean NOT NULL, -- whether it asks for a second factor itself, so that ours is not asked
  acr             text[]  NOT NULL -- of which classes it must name one for that; none: it always does
);

-- Who is who: the subject at an issuer never changes and is nobody else's later, which is not so of names and addresses.
CREATE TABLE outside_identity (
  issuer  text        COLLATE "C" NOT NULL,
  subject text        COLLATE "C" NOT NULL,
  account bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
  name    text        NOT NULL, -- what the person is called there, to be read only
  linked  timestamptz NOT NULL,
  used    timestamptz, -- when somebody last logged in with it
  PRIMARY KEY (issuer, subject),
  UNIQUE (account, issuer)
);

-- When the person of a session last showed who they are; earlier than its begin when a provider says so.
ALTER TABLE session ADD COLUMN proven timestamptz;
UPDATE session SET proven = begun;
ALTER TABLE session ALTER COLUMN proven SET NOT NULL;
