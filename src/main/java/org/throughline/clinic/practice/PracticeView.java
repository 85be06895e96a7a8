package org.throughline.clinic.practice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page about the practice.
 *
 * @param tab the tab that is current
 * @param title its heading
 * @param back where a list leads back to; empty for what is no list
 * @param choices what it can be narrowed to, in groups
 * @param asOf when it was counted; empty when that was as the page was made
 * @param period the time that is counted; null where that cannot be chosen
 * @param counting whether the figures are still being counted
 */
public record PracticeView(
        String tab,
        String title,
        String back,
        List<Choices> choices,
        List<Table> tables,
        String asOf,
        @Nullable Period period,
        boolean counting) {
    public PracticeView {
        choices = List.copyOf(choices);
        tables = List.copyOf(tables);
    }

    /** Of which one is chosen. */
    public record Choices(String label, List<Choice> all) {
        public Choices {
            all = List.copyOf(all);
        }
    }

    /** Something that can be chosen. */
    public record Choice(String name, String address, boolean current) {}

    /**
     * From which day until which, as typed.
     *
     * @param action where a period is asked for
     * @param fault what is wrong with it; empty for nothing
     */
    public record Period(String action, String from, String until, String fault) {}

    /** One that is counted while it is looked at. */
    static PracticeView of(String tab, String title, List<Table> tables) {
        return new PracticeView(tab, title, "", List.of(), tables, "", null, false);
    }

    /** A list behind a figure. */
    static PracticeView list(String tab, String title, String back, Table table) {
        return new PracticeView(tab, title, back, List.of(), List.of(table), "", null, false);
    }
}
