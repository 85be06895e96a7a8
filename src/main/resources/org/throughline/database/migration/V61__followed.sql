-- Up to when changes of the record have been followed by what works on them behind. Owned by events.follow.
CREATE TABLE followed (
  follower text        COLLATE "C" PRIMARY KEY, -- its name
  moment   timestamptz NOT NULL                 -- all that was changed before it has been given
);
