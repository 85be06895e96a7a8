package org.throughline.clinic.charge;

import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.login.account.Subject;
import org.throughline.terminology.Coding;
import org.throughline.ui.Visit;

/** What the form of a charge offers. */
public final class ChargeForm {
    private ChargeForm() {}

    /** Something to choose. */
    public record Choice(String id, String words, boolean chosen) {}

    static Entries.Chart chart(Visit visit, String patient) {
        Subject subject = visit.session().account().subject();
        @Nullable
        Author author = subject == null
                ? null
                : new Author(subject.toString(), visit.session().account().display());
        return new Entries.Chart(visit.caller(), patient, author);
    }

    /** A diagnosis with its code of ICD-10-CM. */
    static String words(Concept concept) {
        return concept.codings().stream()
                .filter(coding -> coding.system().equals(Coding.ICD_10_CM))
                .map(coding -> coding.code() + " " + concept.text())
                .findFirst()
                .orElse(concept.text());
    }
}
