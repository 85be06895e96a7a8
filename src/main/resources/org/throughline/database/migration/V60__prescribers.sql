-- Signing orders in one's own name is a duty of its own, which nurses do not have.
UPDATE role SET duties = array_append(duties, 'PRESCRIBE'), version = version + 1
 WHERE code IN ('physician', 'nurse-practitioner', 'specialist', 'dentist', 'surgeon', 'radiologist')
   AND NOT 'PRESCRIBE' = ANY (duties);
