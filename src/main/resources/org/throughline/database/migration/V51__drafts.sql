-- What people have typed and not yet saved, for themselves alone. Owned by ui.draft.
CREATE TABLE draft (
  author   bigint      NOT NULL,             -- number of an account
  form     text        COLLATE "C" NOT NULL, -- address of the form
  revision integer     NOT NULL,
  saved    timestamptz NOT NULL,
  fields   text        NOT NULL,             -- as a form is sent: name=value&name=value
  PRIMARY KEY (author, form)
);
CREATE INDEX draft_by_age ON draft (saved);
