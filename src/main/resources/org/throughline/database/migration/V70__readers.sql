-- Reading images is a duty of its own. Who reads them sees the orders, examinations and reports of imaging of everybody, and
-- takes those that are to be read; for installations whose roles are there already.
UPDATE role SET duties = array_append(duties, 'READ_IMAGES'), version = version + 1
 WHERE code = 'radiologist'
   AND NOT 'READ_IMAGES' = ANY (duties);
INSERT INTO permission (role, types, interactions, extent, filters)
SELECT role, each.types, each.interactions, 'EVERYONE', each.filters
  FROM role, (VALUES
    (ARRAY['ServiceRequest'], 'rus', ARRAY['category=363679005']),
    (ARRAY['Procedure'], 'rs', ARRAY['category=363679005']),
    (ARRAY['DiagnosticReport'], 'rs', ARRAY['category=LP29684-5,RAD,RX,CT,NMR,OUS,NMS,VUS,CUS']),
    (ARRAY['ImagingStudy', 'Media'], 'rs', ARRAY[]::text[])) AS each (types, interactions, filters)
 WHERE code = 'radiologist';
