package org.throughline.clinic.emergency;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What others know of a patient, as far as they have answered.
 *
 * @param address where the page is asked for again while somebody is waited for; empty when nobody is
 * @param asked when and why they were asked
 * @param members what became of each
 * @param groups what they told, the most critical first
 */
public record EmergencyView(String address, String asked, List<Row> members, List<Group> groups) {
    public EmergencyView {
        members = List.copyOf(members);
        groups = List.copyOf(groups);
    }

    /** The kinds of which nobody who answered has recorded anything, in words; empty for none. */
    public String missing() {
        return groups.stream()
                .filter(group -> group.facts().isEmpty())
                .map(group -> group.title().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /**
     * A member.
     *
     * @param words what became of asking it
     * @param caution whether something may be missing for it
     */
    public record Row(String name, String words, boolean caution) {}

    /**
     * Facts of a kind.
     *
     * @param id in the page
     * @param facts none when all who answered know none
     * @param nothing which members say that they have no information of this kind
     * @param folded whether they are shown once somebody wants to see them
     */
    public record Group(String id, String title, List<Fact> facts, List<String> nothing, boolean folded) {
        public Group {
            facts = List.copyOf(facts);
            nothing = List.copyOf(nothing);
        }
    }

    /**
     * A fact.
     *
     * @param more dose, reaction, when and the like, on one line
     * @param tag what must not be overlooked about it; empty for nothing
     * @param holders the members who hold it
     */
    public record Fact(String what, String more, String tag, List<String> holders) {
        public Fact {
            holders = List.copyOf(holders);
        }
    }
}
