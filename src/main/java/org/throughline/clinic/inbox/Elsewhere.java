package org.throughline.clinic.inbox;

import org.throughline.care.task.Waiting;

/**
 * Where something is done that is not done in the inbox.
 *
 * @param address empty when it is done here
 * @param aside whether it is done here too
 */
record Elsewhere(String address, String words, boolean aside) {
    private static final Elsewhere HERE = new Elsewhere("", "", true);

    private Elsewhere(String address, String words) {
        this(address, words, false);
    }

    static Elsewhere of(Waiting waiting, boolean hidden) {
        if (hidden) {
            return HERE;
        }
        return switch (waiting.kind()) {
            case TASK, MESSAGE -> focus(waiting);
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
            case REFERRED -> new Elsewhere("/referrals/" + waiting.id(), "Open the referral");
            case REFERRAL -> new Elsewhere("/referrals?of=ours", "Open the referrals that are out");
            case ORDER -> chart(waiting, "summary", "Open the chart");
        };
    }

    /** What a task or message is about. */
    private static Elsewhere focus(Waiting waiting) {
        String id = waiting.focus().substring(waiting.focus().indexOf('/') + 1);
        if (waiting.focus().startsWith("Task/")) {
            return new Elsewhere("/referrals/" + id, "Open the referral", true);
        }
        if (waiting.patient().isEmpty()) {
            return HERE;
        }
        return switch (waiting.focus().replaceFirst("/.*", "")) {
            case "MedicationRequest" -> new Elsewhere("/orders/" + waiting.patient(), "Open the orders");
            case "DiagnosticReport" ->
                new Elsewhere("/results/" + waiting.patient() + "/" + id, "Look at the result", true);
            case "Patient" -> new Elsewhere("/reconcile/" + waiting.patient(), "Go through the medicines", true);
            case "DocumentReference" ->
                new Elsewhere("/documents/" + waiting.patient() + "/" + id, "Read the document", true);
            default -> HERE;
        };
    }

    private static Elsewhere chart(Waiting waiting, String section, String words) {
        return waiting.patient().isEmpty()
                ? HERE
                : new Elsewhere("/patients/" + waiting.patient() + "/" + section, words);
    }
}
