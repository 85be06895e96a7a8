-- With which pair of our keys a server is asked, and which is to take its place as soon as the server takes that; and when the number
-- of entries there was last compared with the number of copies here, so that deletions are noticed. Owned by network.outside.
ALTER TABLE outside_server ADD COLUMN client_key text COLLATE "C" NOT NULL DEFAULT ''; -- empty: the oldest
ALTER TABLE outside_server ADD COLUMN next_key   text COLLATE "C" NOT NULL DEFAULT ''; -- empty: none
ALTER TABLE outside_record ADD COLUMN counted timestamptz;
