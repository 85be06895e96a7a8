-- Entering orders on a prescriber's word is a duty of its own, which nurses have.
UPDATE role SET duties = array_append(duties, 'TRANSCRIBE'), version = version + 1
 WHERE code = 'nurse'
   AND NOT 'TRANSCRIBE' = ANY (duties);
