-- Questions about accesses, for installations whose roles are there already: patients and those who act for them ask, the
-- privacy officer answers. PRS marks them.
UPDATE role SET clearances = clearances || ARRAY['PRS'], version = version + 1
 WHERE code IN ('patient', 'proxy') AND NOT 'PRS' = ANY (clearances);
UPDATE role SET clearances = clearances || ARRAY['ADOL', 'PRS'], version = version + 1
 WHERE code = 'privacy-officer' AND NOT 'PRS' = ANY (clearances);
INSERT INTO permission (role, types, interactions, extent, filters)
SELECT role, ARRAY['Communication'], 'crus', 'EVERYONE', ARRAY['category=question-about-access']
  FROM role WHERE code = 'privacy-officer';
