-- Who can log in, and who is. Owned by the room login.

CREATE TABLE account (
    account      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         text COLLATE "C" NOT NULL UNIQUE,
    display      text NOT NULL,
    password     text NOT NULL,                     -- Argon2id in the PHC string format
    failures     integer NOT NULL DEFAULT 0,        -- wrong passwords in a row
    last_failure timestamptz,
    created      timestamptz NOT NULL
);

-- The browser holds a random token, the table only its SHA-256: who reads the table cannot log in.
CREATE TABLE session (
    token   bytea PRIMARY KEY,
    account bigint NOT NULL REFERENCES account ON DELETE CASCADE,
    begun   timestamptz NOT NULL,
    seen    timestamptz NOT NULL                    -- to the minute
);

CREATE INDEX session_account ON session (account);
