-- Patients and who acts for them see of the practice's own work on a record, its tasks and messages, what is theirs: what was sent
-- to them or by them, letters about results, questions about accesses, requests for corrections. For installations whose roles are
-- there already; a line that was changed there stays as it is.
WITH narrowed AS (
  UPDATE permission
     SET types = array(SELECT type FROM unnest(types) AS type
                        WHERE type NOT IN ('Communication', 'CommunicationRequest', 'Task') ORDER BY type COLLATE "C")
    FROM role
   WHERE role.role = permission.role AND role.code IN ('patient', 'proxy')
     AND interactions = 'rs' AND extent = 'OWN' AND filters = '{}'
     AND types @> ARRAY['Communication', 'CommunicationRequest', 'Condition', 'Task']
  RETURNING permission.role),
added AS (
  INSERT INTO permission (role, types, interactions, extent, filters)
  SELECT narrowed.role, each.types, 'rs', 'OWN', each.filters
    FROM (SELECT DISTINCT role FROM narrowed) narrowed, (VALUES
      (ARRAY['Communication'], ARRAY['category=question-about-access,result-letter']),
      (ARRAY['Communication', 'CommunicationRequest'], ARRAY['recipient={patient},{self}']),
      (ARRAY['Communication'], ARRAY['sender={self}']),
      (ARRAY['Task'], ARRAY['code=medRecCxReq,medRecCxDenialDisagree']),
      (ARRAY['Task'], ARRAY['owner={patient},{self}'])) AS each (types, filters))
UPDATE role SET version = version + 1 WHERE role IN (SELECT role FROM narrowed);

WITH narrowed AS (
  UPDATE permission
     SET interactions = 'c'
    FROM role
   WHERE role.role = permission.role AND role.code = 'proxy-appointments'
     AND interactions = 'crs' AND extent = 'OWN' AND filters = '{}' AND types = ARRAY['Communication']
  RETURNING permission.role),
added AS (
  INSERT INTO permission (role, types, interactions, extent, filters)
  SELECT narrowed.role, ARRAY['Communication'], 'rs', 'OWN', each.filters
    FROM narrowed, (VALUES (ARRAY['recipient={self}']), (ARRAY['sender={self}'])) AS each (filters))
UPDATE role SET version = version + 1 WHERE role IN (SELECT role FROM narrowed);

-- Members of the network look for what they asked to be told of, and delete nothing, as where the role is new.
WITH narrowed AS (
  UPDATE permission
     SET interactions = 'crus'
    FROM role
   WHERE role.role = permission.role AND role.code = 'peer'
     AND interactions = 'crud' AND extent = 'TREATED' AND filters = '{}' AND types = ARRAY['Subscription']
  RETURNING permission.role)
UPDATE role SET version = version + 1 WHERE role IN (SELECT role FROM narrowed);
