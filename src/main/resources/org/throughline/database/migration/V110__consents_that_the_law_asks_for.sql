-- What the law of the place lets go to another organization only by a consent that names it (Rights.consented): records about
-- substance use with the rest. So the role of members has clearance for them where nobody has changed that, and without such a
-- consent they are kept as before.
UPDATE role SET clearances = ARRAY['ADOL', 'ETH', 'GDIS', 'HIV', 'PSY', 'SDV', 'SEX', 'STD'], version = version + 1
 WHERE code = 'peer' AND clearances @> ARRAY['ADOL', 'GDIS', 'HIV', 'PSY', 'SDV', 'SEX', 'STD']
   AND clearances <@ ARRAY['ADOL', 'GDIS', 'HIV', 'PSY', 'SDV', 'SEX', 'STD'];

-- All that members were given is looked at anew.
UPDATE link SET again = now() WHERE ended IS NULL;

-- By which rules of the place the entries of minors have got the label of what they keep from who acts for them, and how far that
-- has come: other rules are looked at from the beginning. Owned by record.
CREATE TABLE confidential (
  one   boolean PRIMARY KEY DEFAULT true CHECK (one),
  rules text    NOT NULL DEFAULT '',
  after bigint                       -- the address up to which entries were looked at; null: all were
);
INSERT INTO confidential DEFAULT VALUES;
