package org.throughline.clinic.immunization;

import java.util.List;
import java.util.Map;
import org.throughline.care.entry.Choice;
import org.throughline.care.immunization.ShotFinding;

/**
 * The form by which vaccines are given, several at once.
 *
 * @param rows one for each vaccine
 * @param questions what is asked before, with what was answered
 * @param none whether everything that is not answered otherwise is answered no
 * @param answered whether all was answered today already
 * @param eligibility who pays for a child's vaccines; empty choices for adults
 * @param missing what is due and not in the stock
 * @param asks what cannot be said before the questions are answered
 * @param add what was typed to be added and is not clear
 * @param found what it may mean
 * @param sign what the button says
 */
public record GiveForm(
        List<Row> rows,
        List<Question> questions,
        boolean none,
        boolean answered,
        String eligibility,
        List<Choice> eligibilities,
        List<String> missing,
        List<String> asks,
        String add,
        List<String> found,
        String sign,
        Map<String, String> faults) {
    public GiveForm {
        rows = List.copyOf(rows);
        questions = List.copyOf(questions);
        eligibilities = List.copyOf(eligibilities);
        missing = List.copyOf(missing);
        asks = List.copyOf(asks);
        found = List.copyOf(found);
        faults = Map.copyOf(faults);
    }

    /**
     * One vaccine.
     *
     * @param number by which its fields are named
     * @param vaccine its name in our catalogue
     * @param lot the id of the stock's lot; empty for one that is typed
     * @param lots the stock's lots of it
     * @param sheets what is handed out, in words
     * @param findings what speaks against it
     */
    public record Row(
            int number,
            String vaccine,
            boolean used,
            String lot,
            List<Choice> lots,
            String lotNumber,
            String expiry,
            String site,
            String route,
            String amount,
            String sheets,
            List<Finding> findings) {
        public Row {
            lots = List.copyOf(lots);
            findings = List.copyOf(findings);
        }
    }

    /**
     * What speaks against a vaccine.
     *
     * @param words what it is, with dates as people read them
     * @param field of the reason for giving it nevertheless; empty when it cannot be, or not by who is here
     * @param reason what was typed in it
     */
    public record Finding(ShotFinding finding, String words, String field, String reason, String cannot) {}

    /** A question with its answer: {@code yes}, {@code no}, {@code unknown} or empty. */
    public record Question(String id, String words, String answer) {}

    /** What is wrong in a field; empty when nothing is. */
    public String fault(String field) {
        return faults.getOrDefault(field, "");
    }
}
