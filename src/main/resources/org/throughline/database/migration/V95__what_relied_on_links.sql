-- Whether those who relied on a link that was ended, since both are not one person, have been told. Links that were ended before,
-- or ended with a membership, have nobody to tell. Owned by network.link.
ALTER TABLE link ADD COLUMN told boolean NOT NULL DEFAULT true;
CREATE INDEX link_untold ON link (link) WHERE NOT told;
CREATE INDEX link_ended ON link (address) WHERE ended IS NOT NULL;
