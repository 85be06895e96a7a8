package org.throughline.clinic.medication;

import java.util.Map;
import org.throughline.http.Answer;
import org.throughline.ui.Visit;

/** Leads on to prescriptions that say how drugs are really taken. */
@FunctionalInterface
public interface Rewriting {
    /**
     * Shows them to be looked at and signed.
     *
     * @param taken how they are taken, as typed, by the references of the present prescriptions
     */
    Answer rewrite(Visit visit, String patient, Map<String, String> taken);
}
