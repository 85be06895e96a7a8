-- The front desk sees who is here in an emergency or to stay, beside the visits that it looks after; where nobody has changed what it
-- may see of visits.
WITH added AS (
  INSERT INTO permission (role, types, interactions, extent, filters)
  SELECT role.role, ARRAY['Encounter'], 'rs', 'EVERYONE', ARRAY['class=ACUTE,EMER,IMP,NONAC,OBSENC,SS']
    FROM role JOIN permission p ON p.role = role.role
   WHERE role.code = 'front-desk' AND p.types = ARRAY['Encounter'] AND p.extent = 'EVERYONE' AND p.filters = ARRAY['class=AMB']
     AND NOT EXISTS (SELECT 1 FROM permission other WHERE other.role = role.role AND other.filters = ARRAY['class=ACUTE,EMER,IMP,NONAC,OBSENC,SS'])
  RETURNING role)
UPDATE role SET version = version + 1 WHERE role IN (SELECT role FROM added);
