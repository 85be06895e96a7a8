package org.throughline.clinic.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item of the basket as it is shown.
 *
 * @param number tells its fields apart from others'
 * @param kind what it is, in words: {@code Prescription}
 * @param key of the kind
 * @param takes the id of the prescription whose place it takes; empty for none
 * @param answers the id of the Task by which a pharmacy asked for it; empty for none
 * @param name what is ordered
 * @param sentence how, in words for people; empty when nothing is said yet
 * @param fields of its small form with what they hold
 * @param reasons the problems of the chart that it can be for
 * @param open whether the small form is open: something in it needs a look
 * @param findings what the checks found, the loudest first
 * @param unchecked why something was not checked, each as it follows "not checked, because"
 * @param usual how a drug is usually taken, as long as nothing is said of that
 * @param last the last result of the same test, in words; null when there is none or it is no test
 * @param imaging what goes with an order of imaging; null for another
 * @param steps of a drug whose dose changes as time goes by
 */
public record ItemView(
        int number,
        String kind,
        String key,
        String code,
        String takes,
        String answers,
        String name,
        String sentence,
        List<FieldView> fields,
        List<ReasonView> reasons,
        boolean open,
        List<FindingView> findings,
        List<String> unchecked,
        List<UsualView> usual,
        @Nullable String last,
        @Nullable ImagingView imaging,
        List<StepView> steps) {
    public ItemView {
        steps = List.copyOf(steps);
        fields = List.copyOf(fields);
        reasons = List.copyOf(reasons);
        findings = List.copyOf(findings);
        unchecked = List.copyOf(unchecked);
        usual = List.copyOf(usual);
    }

    /**
     * A field with what it holds.
     *
     * @param name in the form, with the item's number
     * @param fault what is wrong with it; empty for nothing
     */
    public record FieldView(ItemField field, String name, String value, String fault) {}

    /**
     * A stretch of a dosage.
     *
     * @param days from when to when: {@code 27-Nov-2026 – 01-Dec-2026}
     */
    public record StepView(String days, String words) {}

    /**
     * A usual dosage.
     *
     * @param typed as it is typed
     */
    public record UsualView(String typed, String purpose) {}

    /** A problem that an order can be for. */
    public record ReasonView(String id, String words, boolean chosen) {}

    /**
     * What a check found.
     *
     * @param field the name of the field in which it is answered
     * @param answer what is answered so far
     * @param interrupts whether it must be answered before it is signed
     * @param asks whether a reason is asked though it is signed without one too: what is repeated within its interval
     * @param earlier the id of the report that it repeats; empty for none
     * @param answered who answered the same before and when; empty when nobody did
     * @param fault what is missing; empty for nothing
     * @param elsewhere whether it is of a later item too, where it is answered
     * @param held which other organizations hold what it rests on; empty for none
     */
    public record FindingView(
            String field,
            String answer,
            boolean interrupts,
            boolean caution,
            boolean asks,
            String kind,
            String what,
            String mechanism,
            String whatToDo,
            String source,
            String url,
            String rule,
            String earlier,
            String answered,
            String fault,
            boolean elsewhere,
            String held) {}

    /** Whether something of it must be answered or mended before it can be signed. */
    public boolean interrupts() {
        return findings.stream()
                .anyMatch(each -> each.interrupts() && each.answered().isEmpty());
    }
}
