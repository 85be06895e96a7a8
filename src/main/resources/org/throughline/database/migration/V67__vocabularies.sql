-- Code systems that are too large for memory, as their publishers release them: RxNorm, LOINC, SNOMED CT, ICD-10-CM, CVX.
-- Owned by packages.vocabulary.

CREATE TABLE vocabulary (
  vocabulary integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  system     text        COLLATE "C" NOT NULL UNIQUE, -- the canonical address of the code system
  version    text        NOT NULL,
  title      text        NOT NULL,
  digest     bytea       NOT NULL,                    -- SHA-256 of the files
  concepts   integer     NOT NULL,
  loaded     timestamptz NOT NULL
);

CREATE TABLE vocabulary_concept (
  vocabulary integer NOT NULL REFERENCES vocabulary ON DELETE CASCADE,
  place      integer NOT NULL,             -- in the order of their names: short ones first
  code       text    COLLATE "C" NOT NULL,
  display    text    NOT NULL,
  active     boolean NOT NULL,
  parents    integer[] NOT NULL,           -- their places
  ancestors  integer[] NOT NULL,           -- the places of all that are above it, and its own
  PRIMARY KEY (vocabulary, code)
);
CREATE UNIQUE INDEX vocabulary_concept_place ON vocabulary_concept (vocabulary, place);

-- All that are below a concept; its vocabulary is among the numbers, as a negative one.
CREATE INDEX vocabulary_concept_ancestors ON vocabulary_concept USING gin (ancestors);

CREATE TABLE vocabulary_term (
  vocabulary integer  NOT NULL REFERENCES vocabulary ON DELETE CASCADE,
  place      integer  NOT NULL,  -- of the concept
  term       text     NOT NULL,  -- one of its names
  words      tsvector NOT NULL   -- those of the name, folded, and =N for the vocabulary N
);
CREATE INDEX vocabulary_term_concept ON vocabulary_term (vocabulary, place);
CREATE INDEX vocabulary_term_words ON vocabulary_term USING gin (words);
