package org.throughline.clinic.inbox;

import org.throughline.care.task.Waiting;

/**
 * Where something is done that is not done in the inbox.
 *
 * @param address empty when it is done here
 */
record Elsewhere(String address, String words) {
    private static final Elsewhere HERE = new Elsewhere("", "");

    static Elsewhere of(Waiting waiting, boolean hidden) {
        if (hidden) {
            return HERE;
        }
        return switch (waiting.kind()) {
            case TASK, MESSAGE ->
                waiting.focus().startsWith("MedicationRequest/")
                                && !waiting.patient().isEmpty()
                        ? new Elsewhere("/orders/" + waiting.patient(), "Open the orders")
                        : waiting.focus().startsWith("DiagnosticReport/")
                                        && !waiting.patient().isEmpty()
                                ? new Elsewhere(
                                        "/results/" + waiting.patient()
                                                + waiting.focus().replaceFirst("^DiagnosticReport", ""),
                                        "Look at the result")
                                : HERE;
            case REQUEST ->
                waiting.type().equals("Task")
                        ? new Elsewhere("/privacy/amendments", "Decide on it under Privacy")
                        : new Elsewhere("/privacy/questions", "Answer it under Privacy");
            case RESULT ->
                waiting.patient().isEmpty()
                        ? HERE
                        : new Elsewhere(
                                "/results/" + waiting.patient() + "/" + waiting.id(), "Look at it and acknowledge it");
            case NOTE ->
                waiting.focus().startsWith("DocumentReference/")
                        ? new Elsewhere(
                                "/notes/" + waiting.patient() + waiting.focus().replaceFirst("^DocumentReference", ""),
                                "Read and sign it")
                        : HERE;
            case DRAFT ->
                waiting.type().equals("Task") && !waiting.patient().isEmpty()
                        ? new Elsewhere("/orders/" + waiting.patient(), "Read and sign them")
                        : chart(waiting, "summary", "Open the chart");
            case ORDER, REFERRAL -> chart(waiting, "summary", "Open the chart");
        };
    }

    private static Elsewhere chart(Waiting waiting, String section, String words) {
        return waiting.patient().isEmpty()
                ? HERE
                : new Elsewhere("/patients/" + waiting.patient() + "/" + section, words);
    }
}
