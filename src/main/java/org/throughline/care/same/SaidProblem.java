package org.throughline.care.same;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.ProblemEntry;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Catalogue;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;

/**
 * What a Condition says: which problem, on which side, in which state. What is over is the same only when it was at the same
 * time; of what a patient has, sources often tell different beginnings.
 *
 * @param item the problem, without its side
 * @param side {@code right}, {@code left}, {@code both}; empty when none is told
 * @param state {@code active}, or as FHIR has it
 * @param onset when it began, as FHIR has it; empty when that is not told
 * @param ended the same of its end
 */
public record SaidProblem(String item, String side, String state, String onset, String ended)
        implements Said<SaidProblem> {
    private static final Set<String> NOT_SO = Set.of("refuted", "entered-in-error");

    /** Reads one. */
    public static SaidProblem of(JsonObject condition, Catalogue problems) {
        ProblemEntry entry = ProblemEntry.of(condition);
        Concept problem = entry.problem();
        Known known = Known.of(problem, problems);
        return new SaidProblem(
                known.item(),
                known.side().isEmpty() ? place(condition) : known.side(),
                NOT_SO.contains(entry.certainty())
                        ? entry.certainty()
                        : entry.isActive() || entry.status().isEmpty() ? "active" : entry.status(),
                entry.onset(),
                entry.ended());
    }

    private static String place(JsonObject condition) {
        return Sides.of(condition.objects("bodySite").stream().map(Parts::words).collect(Collectors.joining(" ")));
    }

    /** A problem and its side, as far as its codes and words tell. */
    private record Known(String item, String side) {
        static Known of(Concept problem, Catalogue problems) {
            Set<String> coded = new HashSet<>();
            String side = "";
            List<Entry> choice = List.of();
            for (Coding each : problem.codings()) {
                List<Entry> entries = problems.coded(each.system(), each.code());
                if (entries.isEmpty() && each.system().equals(Coding.ICD_10_CM)) {
                    Optional<Sides.Sided> sided = Sides.of(each.code(), problems);
                    entries = sided.map(Sides.Sided::entries).orElse(List.of());
                    side = sided.map(Sides.Sided::side).orElse(side);
                }
                if (entries.size() == 1) {
                    coded.add(entries.getFirst().name());
                } else if (!entries.isEmpty()) {
                    choice = entries;
                }
            }
            Optional<Entry> called = Meaning.words(problem)
                    .flatMap(each -> problems.called(each).stream())
                    .findFirst();
            if (coded.isEmpty() && !choice.isEmpty()) {
                List<Entry> among = choice;
                called.filter(among::contains)
                        .or(() -> called.isEmpty() ? general(among).or(() -> problems.usual(among)) : Optional.empty())
                        .ifPresent(each -> coded.add(each.name()));
            }
            String told = side.isEmpty() && called.isEmpty() ? Sides.of(problem.text()) : side;
            return new Known(item(problem, coded, called), told);
        }

        /** A code of several is of the one whose name says no more than those of all others. */
        private static Optional<Entry> general(List<Entry> choice) {
            return choice.stream()
                    .filter(each ->
                            choice.stream().allMatch(other -> words(other).containsAll(words(each))))
                    .findFirst();
        }

        private static Set<String> words(Entry entry) {
            return new HashSet<>(List.of(Meaning.folded(entry.name()).split(" ")));
        }

        /** Codes that name two problems, or a name that is another's, make it another than either. */
        private static String item(Concept problem, Set<String> coded, Optional<Entry> called) {
            if (coded.isEmpty()) {
                return problem.codings().isEmpty() && called.isPresent()
                        ? called.get().name()
                        : problem.codings().isEmpty()
                                ? Meaning.folded(Sides.without(problem.text()))
                                : problem.codings().stream()
                                        .map(each -> each.system() + "|" + each.code())
                                        .sorted()
                                        .findFirst()
                                        .orElseThrow();
            }
            Set<String> meant = new HashSet<>(coded);
            Optional.of(problem.text())
                    .filter(text -> called.isPresent() && !text.isBlank())
                    .ifPresent(text -> meant.add(called.orElseThrow().name()));
            return meant.stream().sorted().collect(Collectors.joining(" / "));
        }
    }

    @Override
    public boolean holds() {
        return state.equals("active");
    }

    @Override
    public boolean mayBeOne(SaidProblem other) {
        return item.equals(other.item)
                && (side.equals(other.side) || side.isEmpty() || other.side.isEmpty())
                && !differences(other).contains(Difference.TIME);
    }

    @Override
    public Set<Difference> differences(SaidProblem other) {
        if (!item.equals(other.item)) {
            return EnumSet.of(Difference.ITEM);
        }
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        if (!side.equals(other.side)) {
            differences.add(Difference.SIDE);
        }
        if (!state.equals(other.state)) {
            differences.add(Difference.STATE);
        }
        boolean over = !holds() && !other.holds();
        if (over && !(Dates.mayBeSame(onset, other.onset) && Dates.mayBeSame(ended, other.ended))) {
            differences.add(Difference.TIME);
        }
        return differences;
    }
}
