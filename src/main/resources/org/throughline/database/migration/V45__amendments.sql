-- Requests to correct the record, for installations whose roles are there already: patients and those who act for them ask,
-- and disagree with a denial.
UPDATE role SET version = version + 1 WHERE code IN ('patient', 'proxy');
INSERT INTO permission (role, types, interactions, extent, filters)
SELECT role, ARRAY['Task'], 'c', 'OWN', ARRAY['code=medRecCxReq,medRecCxDenialDisagree']
  FROM role WHERE code IN ('patient', 'proxy');
