-- With whom an event goes, where the room that gives it says so: a reference, empty for nobody.
ALTER TABLE subscription_event ADD COLUMN context text COLLATE "C" NOT NULL DEFAULT '';

-- Members of the network are given the consents under which something was released, and may ask to be told.
INSERT INTO permission (role, types, interactions, extent, filters)
SELECT role, each.types, each.interactions, 'TREATED', ARRAY[]::text[]
  FROM role, (VALUES (ARRAY['Consent'], 'rs'), (ARRAY['Subscription'], 'crud')) AS each (types, interactions)
 WHERE code = 'peer';
