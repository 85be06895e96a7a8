package org.throughline.clinic.wrong;

import java.util.List;

/**
 * What was entered on the wrong patient, before it is taken out.
 *
 * @param address where the form is sent
 * @param what is taken out, the first as it is named
 * @param more how much more is taken out than is named
 * @param notes whether signed notes are among it
 * @param left how much of a visit is to be retracted by itself
 * @param viewers who has looked at the chart since
 * @param sent what left the practice about it
 * @param query what was typed to find the right patient
 * @param found who fits that
 * @param to who was chosen; null for nobody
 */
public record WrongView(
        String address,
        String back,
        String patient,
        List<String> what,
        int more,
        boolean notes,
        int left,
        List<Viewer> viewers,
        List<String> sent,
        String query,
        List<Patient> found,
        String to,
        String reason,
        String failure) {
    public WrongView {
        what = List.copyOf(what);
        viewers = List.copyOf(viewers);
        sent = List.copyOf(sent);
        found = List.copyOf(found);
    }

    /** The id of the patient in whose chart it is, as the address has it. */
    public String chart() {
        return address.split("/", -1)[2];
    }

    /**
     * Somebody who has looked.
     *
     * @param tell whether they are told by a message
     */
    public record Viewer(String name, String when, boolean tell) {}

    /** Somebody whose it may be. */
    public record Patient(String id, String name, String facts) {}
}
