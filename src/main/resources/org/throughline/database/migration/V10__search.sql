-- Search parameters that clients have posted, and how far the resources are indexed by them.
CREATE TABLE search_parameter (
  id       text        COLLATE "C" PRIMARY KEY,            -- of the SearchParameter resource
  version  integer     NOT NULL,                           -- of it, that this row is about
  since    timestamptz NOT NULL DEFAULT now(),             -- when this version was met
  position bigint      NOT NULL DEFAULT -9223372036854775808, -- resources up to this address are done
  done     boolean     NOT NULL DEFAULT false              -- only then it can be searched by
);
