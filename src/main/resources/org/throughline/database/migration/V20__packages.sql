-- FHIR packages that the operator has loaded, and the definitions that they bring. Owned by the room packages.

CREATE TABLE package (
  package integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name    text        COLLATE "C" NOT NULL,
  version text        COLLATE "C" NOT NULL,
  title   text        NOT NULL,
  needs   text[]      NOT NULL,  -- the packages that it builds on: name#version
  digest  bytea       NOT NULL,  -- SHA-256 of its file
  loaded  timestamptz NOT NULL,
  UNIQUE (name, version)
);

CREATE TABLE definition (
  package    integer NOT NULL REFERENCES package ON DELETE CASCADE,
  type       text    COLLATE "C" NOT NULL, -- resource type
  url        text    COLLATE "C" NOT NULL, -- canonical address, without version
  version    text    COLLATE "C" NOT NULL, -- empty: none
  constrains text    COLLATE "C" NOT NULL, -- for a profile of a resource type, that type; else empty
  body       bytea   NOT NULL, -- its JSON, compressed by us
  PRIMARY KEY (type, url, package)
);
ALTER TABLE definition ALTER body SET STORAGE EXTERNAL;
CREATE INDEX definition_by_package ON definition (package);

-- Where packages define the same, the one that was loaded last counts.
CREATE VIEW definition_in_force AS
  SELECT DISTINCT ON (type, url) * FROM definition ORDER BY type, url, package DESC;

-- Search parameters come from packages too.
ALTER TABLE search_parameter ADD COLUMN origin text COLLATE "C" NOT NULL DEFAULT 'posted'; -- posted or packaged
ALTER TABLE search_parameter DROP CONSTRAINT search_parameter_pkey;
ALTER TABLE search_parameter ADD PRIMARY KEY (origin, id);
COMMENT ON COLUMN search_parameter.id IS 'posted: id of the resource; packaged: address';
COMMENT ON COLUMN search_parameter.version IS 'posted: version of the resource; packaged: number of the package';
