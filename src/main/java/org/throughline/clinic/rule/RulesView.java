package org.throughline.clinic.rule;

import java.util.List;
import org.throughline.safety.rule.Kind;

/**
 * The list of rules.
 *
 * @param kind the one that was chosen; empty for all
 * @param text what was searched for
 * @param order {@code spoken} for the loudest first; empty for the order of the files
 * @param total how many there are of what was asked for
 * @param next the address of the next page; empty on the last
 * @param files with their versions and how they are
 */
public record RulesView(
        String kind, String text, String order, String total, List<Row> rows, String next, List<File> files) {
    public RulesView {
        rows = List.copyOf(rows);
        files = List.copyOf(files);
    }

    /** All kinds. */
    public List<Kind> kinds() {
        return List.of(Kind.values());
    }

    /**
     * A rule.
     *
     * @param about what it is about
     * @param off whether it is off for the practice or for who looks
     * @param figures of the last days
     */
    public record Row(
            String id,
            String about,
            String effect,
            String kind,
            String severity,
            String style,
            boolean off,
            FiguresView figures) {}

    /**
     * A file of rules.
     *
     * @param fault what is wrong with it; empty for nothing
     */
    public record File(String name, String version, String until, String fault) {}
}
