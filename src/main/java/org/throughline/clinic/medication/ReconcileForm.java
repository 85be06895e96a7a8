package org.throughline.clinic.medication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.taking.Answered;
import org.throughline.care.taking.Answered.How;
import org.throughline.care.taking.Reconciled;
import org.throughline.care.taking.Reconciliation;
import org.throughline.care.taking.Row;
import org.throughline.care.taking.TakenList;
import org.throughline.care.taking.TakingLine;
import org.throughline.http.Form;
import org.throughline.http.Parameter;
import org.throughline.terminology.sig.Sig;

/**
 * The form in which a list is gone through, as it is typed: {@code answer-KEY}, {@code sig-KEY}, {@code rewrite-KEY} and
 * {@code reason-KEY} of each row, {@code more} for each drug that is taken besides, {@code with} for each source.
 */
record ReconcileForm(Form form) {
    private static final int MOST = 40;

    /** How a row is answered: as typed, else as it stands. */
    How how(Row row, Answered standing) {
        String typed = form.value("answer-" + row.key());
        return Stream.of(How.values())
                .filter(each -> each.key().equals(typed))
                .findFirst()
                .orElse(standing.how());
    }

    String sig(Row row) {
        return form.value("sig-" + row.key()).strip();
    }

    String reason(Row row) {
        return form.value("reason-" + row.key()).strip();
    }

    /** Whether what is prescribed is to say so too. */
    boolean rewrites(Row row) {
        return form.value("rewrite-" + row.key()).equals("yes");
    }

    /** How drugs are taken otherwise than prescribed here, by the prescriptions that are to say so. */
    Map<String, String> rewritten(TakenList list) {
        Map<String, String> taken = new LinkedHashMap<>();
        for (Row row : list.rows()) {
            if (rewrites(row) && how(row, Answered.standing(row)) == How.DIFFERENTLY && !sig(row).isEmpty()) {
                row.prescribedHere().ifPresent(order -> taken.put(order, sig(row)));
            }
        }
        return taken;
    }

    /** The lines of what is taken besides. */
    List<String> more() {
        return form.fields().stream()
                .filter(each -> each.name().equals("more") && !each.value().isBlank())
                .map(Parameter::value)
                .limit(MOST)
                .toList();
    }

    /** The sources; the patient at first. */
    List<Reconciled.Source> with(boolean fresh) {
        List<String> chosen = form.fields().stream()
                .filter(each -> each.name().equals("with"))
                .map(Parameter::value)
                .toList();
        return fresh
                ? List.of(Reconciled.Source.PATIENT)
                : Stream.of(Reconciled.Source.values())
                        .filter(each -> chosen.contains(each.key()))
                        .toList();
    }

    /** The same with one line more, or without one. */
    ReconcileForm with(@Nullable String added, int removed) {
        List<Parameter> fields = new ArrayList<>();
        int at = 0;
        for (Parameter each : form.fields()) {
            boolean more = each.name().equals("more");
            boolean kept = each.name().startsWith("answer-")
                    || each.name().startsWith("sig-")
                    || each.name().startsWith("reason-")
                    || each.name().startsWith("rewrite-")
                    || each.name().equals("seen")
                    || each.name().equals("with");
            if (more ? at++ != removed : kept) {
                fields.add(each);
            }
        }
        if (added != null) {
            fields.add(new Parameter("more", added));
        }
        return new ReconcileForm(new Form(fields));
    }

    /**
     * What it comes to.
     *
     * @param faults where what is missing is put, by the keys of rows
     */
    Reconciliation.Outcome outcome(TakenList list, TakingLine lines, Map<String, String> faults) {
        Map<String, Answered> answers = new LinkedHashMap<>();
        for (Row row : list.rows()) {
            Answered standing = Answered.standing(row);
            How how = how(row, standing);
            Sig sig = how == How.DIFFERENTLY ? lines.how(sig(row), row.first().product()) : null;
            if (how == How.DIFFERENTLY && sig == null && standing.how() != How.DIFFERENTLY) {
                faults.put(row.key(), "Say how it is taken.");
            }
            answers.put(row.key(), new Answered(how, how == How.NOT_TAKING || how == How.STOP ? reason(row) : "", sig));
        }
        return new Reconciliation.Outcome(
                form.value("seen"),
                answers,
                more().stream()
                        .flatMap(each -> lines.exact(each).stream())
                        .map(TakingLine.Candidate::taking)
                        .toList(),
                with(false));
    }
}
