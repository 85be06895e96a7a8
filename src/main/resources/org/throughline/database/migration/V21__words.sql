-- The words of resources, by which _text and _content find them, for the types that the installation lists.
CREATE TABLE words (
  key      bigint   NOT NULL, -- salt of the path Type._text or Type._content
  patient  bigint   NOT NULL,
  resource bigint   NOT NULL,
  words    tsvector NOT NULL  -- folded (lower case, no accents), each once, without positions
);
CREATE INDEX words_by_word ON words USING gin (words);
CREATE INDEX words_by_resource ON words (resource);

COMMENT ON COLUMN search_parameter.origin IS 'posted, packaged, or text: the words of a type';
COMMENT ON COLUMN search_parameter.id IS 'posted: id of the resource; packaged: address; text: resource type';
COMMENT ON COLUMN search_parameter.version IS 'posted: version of the resource; packaged: number of the package; text: 0';
