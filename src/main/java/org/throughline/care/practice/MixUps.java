package org.throughline.care.practice;

import static org.throughline.care.Parts.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * Orders that were taken back within ten minutes and entered by the same person for another patient within ten minutes of
 * that: what shows that somebody had the wrong chart open, whether harm came of it or not. It counts only what was noticed.
 *
 * @see <a href="https://doi.org/10.1136/amiajnl-2012-001055">Retract-and-reorder, Adelman et al.</a>
 */
public final class MixUps {
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final int MOST = 1_000;
    private static final int MOST_TAKEN_BACK = 5_000;

    private static final List<Kind> KINDS = List.of(
            new Kind("ServiceRequest", "entered-in-error,revoked", "authored"),
            new Kind("MedicationRequest", "entered-in-error,cancelled,stopped", "authoredon"));

    private final Records records;
    private final Searches searches;

    public MixUps(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    private record Kind(String type, String takenBack, String written) {}

    /**
     * What was found.
     *
     * @param orders how many were written in that time
     * @param found the newest first
     */
    public record Figures(long orders, List<MixUp> found) {
        public Figures {
            found = List.copyOf(found);
        }

        /** For 1,000 orders, with one decimal; empty without any. */
        public String rate() {
            return orders == 0 ? "" : String.format(Locale.ROOT, "%.1f", 1_000.0 * found.size() / orders);
        }
    }

    /**
     * An order that was meant for somebody else.
     *
     * @param first the id of the one that was taken back
     * @param second the id of the one that took its place
     * @param by who ordered, in words
     */
    public record MixUp(
            String type,
            String first,
            String second,
            String patient,
            String other,
            String by,
            String what,
            Instant ordered,
            Instant takenBack,
            Instant again) {}

    /**
     * Finds them.
     *
     * @param since when what was taken back was taken back at the earliest
     */
    public Figures find(Caller caller, Instant since) {
        List<MixUp> found = new ArrayList<>();
        long orders = 0;
        for (Kind kind : KINDS) {
            orders += written(caller, kind, since);
            for (Stored stored : takenBack(caller, kind, since)) {
                mixUp(caller, kind, stored).ifPresent(found::add);
            }
        }
        return new Figures(
                orders,
                found.stream()
                        .sorted((one, other) -> other.takenBack().compareTo(one.takenBack()))
                        .toList());
    }

    private long written(Caller caller, Kind kind, Instant since) {
        List<Argument> arguments =
                List.of(new Argument(kind.written(), "ge" + since), new Argument("_summary", "count"));
        Long total = searches.run(caller, new SearchRequest(new Target.OfType(kind.type()), arguments, true))
                .total();
        return total == null ? 0 : total;
    }

    /** What was imported as it is has one version only: it was not taken back here. */
    private List<Stored> takenBack(Caller caller, Kind kind, Instant since) {
        Target target = new Target.OfType(kind.type());
        List<Argument> arguments = List.of(
                new Argument("status", kind.takenBack()),
                new Argument("_lastUpdated", "ge" + since),
                new Argument("_count", Integer.toString(MOST)));
        SearchPage page = searches.run(caller, new SearchRequest(target, arguments, true));
        List<Stored> found = new ArrayList<>(page.matches());
        while (page.next() != null && found.size() < MOST_TAKEN_BACK) {
            page = searches.next(caller, target, Objects.requireNonNull(page.next()));
            found.addAll(page.matches());
        }
        return found.stream().filter(stored -> stored.version() > 1).toList();
    }

    private Optional<MixUp> mixUp(Caller caller, Kind kind, Stored stored) {
        JsonObject order = open(stored);
        JsonObject requester = order.object("requester");
        String by = requester == null ? "" : text(requester, "reference");
        Instant written = Parts.instant(order, "authoredOn").orElse(null);
        if (by.isEmpty() || (written != null && written.plus(WITHIN).isBefore(stored.updated()))) {
            return Optional.empty();
        }
        Instant ordered = entered(caller, stored);
        if (ordered.plus(WITHIN).isBefore(stored.updated())) {
            return Optional.empty();
        }
        return again(caller, kind, stored, order, by, ordered);
    }

    private Optional<MixUp> again(
            Caller caller, Kind kind, Stored stored, JsonObject order, String by, Instant ordered) {
        Instant until = stored.updated().plus(WITHIN);
        List<Argument> arguments = List.of(
                new Argument("requester", by),
                new Argument(kind.written(), "ge" + ordered.minus(WITHIN)),
                new Argument(kind.written(), "lt" + until),
                new Argument("_count", Integer.toString(MOST)));
        for (Stored each : searches.run(caller, new SearchRequest(new Target.OfType(kind.type()), arguments, true))
                .matches()) {
            JsonObject candidate = open(each);
            boolean another =
                    each.patient() != stored.patient() && !"entered-in-error".equals(candidate.text("status"));
            if (another && isSame(order, candidate)) {
                Instant entered = entered(caller, each);
                if (entered.isAfter(ordered) && entered.isBefore(until)) {
                    return Optional.of(found(stored, order, each, candidate, ordered, entered));
                }
            }
        }
        return Optional.empty();
    }

    private static MixUp found(
            Stored stored, JsonObject order, Stored again, JsonObject candidate, Instant ordered, Instant entered) {
        return new MixUp(
                stored.type(),
                stored.id(),
                again.id(),
                Parts.idOf(order.object("subject"), "Patient"),
                Parts.idOf(candidate.object("subject"), "Patient"),
                text(Objects.requireNonNullElse(order.object("requester"), JsonObject.EMPTY), "display"),
                Parts.words(code(order)),
                ordered,
                stored.updated(),
                entered);
    }

    /** When it was entered, whatever it says of itself. */
    private Instant entered(Caller caller, Stored stored) {
        return stored.version() == 1
                ? stored.updated()
                : records.readVersion(caller, stored.type(), stored.id(), 1).updated();
    }

    private static boolean isSame(JsonObject one, JsonObject other) {
        Set<String> codes = codes(code(one));
        codes.retainAll(codes(code(other)));
        return !codes.isEmpty();
    }

    private static @Nullable JsonObject code(JsonObject order) {
        JsonObject code = order.object("code");
        return code == null ? order.object("medicationCodeableConcept") : code;
    }

    private static Set<String> codes(@Nullable JsonObject concept) {
        Set<String> codes = new HashSet<>();
        if (concept != null) {
            concept.objects("coding").forEach(coding -> codes.add(text(coding, "system") + "|" + text(coding, "code")));
            String words = Parts.words(concept);
            if (codes.isEmpty() && !words.isEmpty()) {
                codes.add(words);
            }
        }
        return codes;
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
