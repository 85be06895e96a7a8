package org.throughline.terminology.vaccine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.terminology.Rows;

/** What may happen after a vaccine, and what follows from it for other doses: our own table. Immutable. */
public final class AfterEffects {
    /** The severe allergic reaction. */
    public static final String ANAPHYLAXIS = "anaphylaxis";

    private final List<Line> lines;
    private final Map<String, Set<String>> sheets;

    private AfterEffects(List<Line> lines, Map<String, Set<String>> sheets) {
        this.lines = List.copyOf(lines);
        this.sheets = Map.copyOf(sheets);
    }

    private record Line(Kind kind, Set<String> sheets, List<String> observations, String precaution) {}

    /**
     * Something that happens.
     *
     * @param code our own
     * @param snomed its code in SNOMED CT; empty for none
     */
    public record Kind(String code, String words, String snomed) {}

    /**
     * Reads the files of this room. Do it once and pass it on.
     *
     * @throws IllegalStateException when a file breaks its format, naming the file and the line
     */
    public static AfterEffects shipped() {
        Map<String, Set<String>> sheets = Vaccines.shipped().all().stream()
                .collect(Collectors.toMap(
                        Vaccine::cvx,
                        each -> each.sheets().stream().map(Vaccine.Sheet::id).collect(Collectors.toSet()),
                        (one, other) -> one));
        return new AfterEffects(
                Rows.of(
                                AfterEffects.class,
                                "aftereffects.tsv",
                                "event",
                                "words",
                                "snomed",
                                "sheets",
                                "observations",
                                "precaution")
                        .stream()
                        .map(row -> new Line(
                                new Kind(row.text("event"), row.text("words"), row.text("snomed")),
                                Set.copyOf(row.list("sheets")),
                                row.list("observations"),
                                row.text("precaution")))
                        .toList(),
                sheets);
    }

    /** All kinds, each once, in the order of the file. */
    public List<Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        lines.forEach(line -> kinds.putIfAbsent(line.kind().code(), line.kind()));
        return List.copyOf(kinds.values());
    }

    /** The kind of this code, ours or SNOMED CT's. */
    public Optional<Kind> kind(String code) {
        return kinds().stream()
                .filter(each -> each.code().equals(code)
                        || (!code.isEmpty() && each.snomed().equals(code)))
                .findFirst();
    }

    /** The schedule's observations that hold once this happened after a vaccine. */
    public List<String> observations(String event, String cvx) {
        return of(event, cvx)
                .flatMap(line -> line.observations().stream())
                .distinct()
                .toList();
    }

    /** What is said before another such dose; empty for nothing. */
    public String precaution(String event, String cvx) {
        return of(event, cvx)
                .map(Line::precaution)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Whether two vaccines share something that they are against, as far as that is known. */
    public boolean alike(String cvx, String other) {
        return cvx.equals(other) || sheets(cvx).stream().anyMatch(sheets(other)::contains);
    }

    private Stream<Line> of(String event, String cvx) {
        return lines.stream()
                .filter(line -> line.kind().code().equals(event))
                .filter(line -> line.sheets().stream().anyMatch(sheets(cvx)::contains));
    }

    private Set<String> sheets(String cvx) {
        return sheets.getOrDefault(cvx, Set.of());
    }
}
