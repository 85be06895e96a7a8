package org.throughline.clinic.entry;

import java.util.List;

/**
 * What was entered on the wrong patient, before it is taken out.
 *
 * @param address where the form is sent
 * @param what is taken out, the first as it is named
 * @param left how much of a visit is to be retracted by itself
 * @param viewers who has looked at the chart since
 * @param query what was typed to find the right patient
 * @param found who fits that
 * @param to who was chosen; null for nobody
 */
public record WrongView(
        String address,
        String back,
        String patient,
        List<String> what,
        int left,
        List<Viewer> viewers,
        String query,
        List<Patient> found,
        String to,
        String reason,
        String failure) {
    public WrongView {
        what = List.copyOf(what);
        viewers = List.copyOf(viewers);
        found = List.copyOf(found);
    }

    /**
     * Somebody who has looked.
     *
     * @param tell whether they can be told by a message
     */
    public record Viewer(String key, String name, String when, boolean tell) {}

    /** Somebody whose it may be. */
    public record Patient(String id, String name, String facts) {}
}
