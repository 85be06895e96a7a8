package org.throughline.clinic.rule;

import java.util.List;

/**
 * A rule with all that is told of it.
 *
 * @param facts names and values, in order
 * @param uses what of the patient's data it reads
 * @param unused what could be read of a patient and is not
 * @param switches who may switch it off, each with how it stands for them
 * @param fault why it was not switched; empty when it was not tried
 * @param typed the reason that was typed
 */
public record RuleView(
        String id,
        String title,
        String mechanism,
        String whatToDo,
        List<Fact> facts,
        String url,
        List<String> uses,
        List<String> unused,
        FiguresView figures,
        List<Switching> switches,
        String fixed,
        String fault,
        String typed) {
    public RuleView {
        facts = List.copyOf(facts);
        uses = List.copyOf(uses);
        unused = List.copyOf(unused);
        switches = List.copyOf(switches);
    }

    /** A fact. */
    public record Fact(String name, String value) {}

    /**
     * How it stands for somebody.
     *
     * @param whom {@code practice} or {@code me}
     * @param off who switched it off, when and why; empty when it is on
     * @param may whether who looks may change that
     */
    public record Switching(String whom, String label, String off, boolean may) {}
}
