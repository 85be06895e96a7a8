-- Who leads a practice sees how it does.

UPDATE role SET duties = array_append(duties, 'PRACTICE'), version = version + 1
 WHERE code = 'practice-manager' AND NOT 'PRACTICE' = ANY (duties);
