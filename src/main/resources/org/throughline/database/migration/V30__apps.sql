-- Apps that may ask for access (clients, in OAuth's words), what people granted them, and their tokens. Of every secret
-- only the SHA-256 is kept. Owned by the room login.

CREATE TABLE app (
  app             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  client_id       text        COLLATE "C" NOT NULL UNIQUE,
  name            text        NOT NULL,
  about           text        NOT NULL,
  proof           text        COLLATE "C" NOT NULL, -- how it proves who it is: NONE, SECRET or KEYS
  redirects       text[]      NOT NULL, -- where people may be sent back to it
  launch          text        COLLATE "C", -- where it is opened from a chart; null: it is not
  scopes          text        COLLATE "C" NOT NULL, -- the most that it can be granted
  secret          bytea,
  keys            text        COLLATE "C", -- its public keys, a JWK Set; null: they are at keys_at, or it has none
  keys_at         text        COLLATE "C", -- where its JWK Set is fetched from
  account         bigint      REFERENCES account, -- the program as which it acts by itself; null: only for people
  unasked         boolean     NOT NULL, -- opened from a chart, it is granted what it asks for without a question
  introspects     boolean     NOT NULL, -- may ask what the tokens of other apps are good for
  registered_self boolean     NOT NULL,
  created         timestamptz NOT NULL,
  disabled        timestamptz
);

-- An app that was opened from a chart and has not asked for access yet.
CREATE TABLE app_launch (
  handle    bytea       PRIMARY KEY,
  app       bigint      NOT NULL REFERENCES app ON DELETE CASCADE,
  account   bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
  patient   text        COLLATE "C" NOT NULL,
  encounter text        COLLATE "C",
  context   text[]      NOT NULL, -- references to what else it is opened for
  begun     timestamptz NOT NULL
);

-- What an app asks for and a person has not decided on yet.
CREATE TABLE app_request (
  handle    bytea       PRIMARY KEY,
  app       bigint      NOT NULL REFERENCES app ON DELETE CASCADE,
  redirect  text        NOT NULL,
  state     text        NOT NULL,
  scopes    text        NOT NULL,
  challenge text        COLLATE "C" NOT NULL, -- PKCE, S256
  nonce     text,
  account   bigint      REFERENCES account ON DELETE CASCADE, -- who opened it from a chart; null: it was not
  patient   text        COLLATE "C",
  encounter text        COLLATE "C",
  context   text[]      NOT NULL,
  begun     timestamptz NOT NULL
);

CREATE TABLE app_grant (
  app_grant bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  app       bigint      NOT NULL REFERENCES app ON DELETE CASCADE,
  account   bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
  scopes    text        NOT NULL,
  patient   text        COLLATE "C",
  encounter text        COLLATE "C",
  context   text[]      NOT NULL,
  logged_in timestamptz NOT NULL, -- when the person had logged in
  nonce     text,
  begun     timestamptz NOT NULL,
  ended     timestamptz
);
CREATE INDEX app_grant_by_account ON app_grant (account);
CREATE INDEX app_grant_by_app ON app_grant (app);

CREATE TABLE app_code (
  code      bytea       PRIMARY KEY,
  app_grant bigint      NOT NULL REFERENCES app_grant ON DELETE CASCADE,
  redirect  text        NOT NULL,
  challenge text        COLLATE "C" NOT NULL,
  expires   timestamptz NOT NULL,
  used      timestamptz
);

CREATE TABLE app_token (
  token     bytea       PRIMARY KEY,
  kind      text        COLLATE "C" NOT NULL, -- ACCESS or REFRESH
  app       bigint      NOT NULL REFERENCES app ON DELETE CASCADE,
  app_grant bigint      REFERENCES app_grant ON DELETE CASCADE, -- null: of an app that acts by itself
  account   bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
  scopes    text        NOT NULL,
  issued    timestamptz NOT NULL,
  expires   timestamptz NOT NULL,
  used      timestamptz -- of a refresh token: when it was exchanged for the next
);
CREATE INDEX app_token_by_grant ON app_token (app_grant);
CREATE INDEX app_token_by_expiry ON app_token (expires);

-- The assertions by which apps proved who they are, until they expire: none is taken twice.
CREATE TABLE app_assertion (
  assertion bytea       PRIMARY KEY,
  expires   timestamptz NOT NULL
);
CREATE INDEX app_assertion_by_expiry ON app_assertion (expires);

-- Goes up with every change to who may do what. What a process remembers of a token holds until then.
CREATE TABLE authority (
  authority boolean PRIMARY KEY DEFAULT true CHECK (authority),
  changes   bigint  NOT NULL
);
INSERT INTO authority (changes) VALUES (0);

CREATE FUNCTION count_authority_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE authority SET changes = changes + 1;
  RETURN NULL;
END
$$;

CREATE TRIGGER app_changes AFTER INSERT OR UPDATE OR DELETE ON app
  EXECUTE FUNCTION count_authority_change();
CREATE TRIGGER app_grant_ends AFTER UPDATE OF ended ON app_grant
  EXECUTE FUNCTION count_authority_change();
CREATE TRIGGER app_token_ends AFTER UPDATE OF expires ON app_token
  EXECUTE FUNCTION count_authority_change();
CREATE TRIGGER account_changes
  AFTER UPDATE OF kind, name, display, subject_type, subject_id, everything, disabled OR DELETE ON account
  EXECUTE FUNCTION count_authority_change();
CREATE TRIGGER held_role_changes AFTER INSERT OR UPDATE OR DELETE ON held_role
  EXECUTE FUNCTION count_authority_change();
CREATE TRIGGER role_changes AFTER UPDATE OR DELETE ON role
  EXECUTE FUNCTION count_authority_change();
CREATE TRIGGER permission_changes AFTER INSERT OR UPDATE OR DELETE ON permission
  EXECUTE FUNCTION count_authority_change();
CREATE TRIGGER emergency_changes AFTER INSERT OR UPDATE OF until ON emergency
  EXECUTE FUNCTION count_authority_change();
