-- The practice's lots of vaccines, for installations whose roles are there already: who gives vaccines and who leads the
-- practice keep them.
UPDATE role SET version = version + 1
 WHERE code IN ('nurse', 'physician', 'nurse-practitioner', 'specialist', 'dentist', 'surgeon', 'radiologist', 'practice-manager');
INSERT INTO permission (role, types, interactions, extent, filters)
SELECT role, ARRAY['Substance'], 'crus', 'EVERYONE', ARRAY[]::text[] FROM role
 WHERE code IN ('nurse', 'physician', 'nurse-practitioner', 'specialist', 'dentist', 'surgeon', 'radiologist', 'practice-manager');
