package org.throughline.care.practice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.care.referral.Course;
import org.throughline.care.referral.Move;
import org.throughline.care.referral.ReferralTask;
import org.throughline.care.referral.Step;
import org.throughline.care.stay.StayTelling;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * How many of the patients who were seen here were seen elsewhere in the same time, and by whom: as far as others have shared or sent
 * anything about it, so at least. Only counts leave it, nobody is named.
 */
public final class Elsewhere {
    private static final String PAGE = "1000";

    /** As many referrals, and as many documents that were sent, are looked at. */
    private static final int MOST = 20_000;

    private static final Argument SHARED = new Argument("_tag", Copy.HOLDER + "|");
    private static final String SEEN = "in-progress,onleave,finished";
    private static final String RESULTED = "preliminary,final,amended,corrected,appended";

    private final Records records;
    private final Searches searches;

    public Elsewhere(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /** By what it is known that somebody was seen elsewhere. */
    public enum Source {
        VISIT("Visits"),
        STAY("Stays and emergencies"),
        REFERRAL("Referrals"),
        DOCUMENT("Documents"),
        RESULT("Results");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    /**
     * Who gives us records, or sends documents.
     *
     * @param number the origin of its copies
     * @param organization the id of its Organization here
     */
    public record Holder(int number, String organization, String name) {}

    /** A time, the end of which is no part of it. */
    public record Time(Instant from, Instant until) {
        private boolean has(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(until);
        }
    }

    /**
     * How many patients an organization has seen.
     *
     * @param by how many are known by what; one may be known by several
     */
    public record Count(String name, int patients, Map<Source, Integer> by) {
        public Count {
            by = Map.copyOf(by);
        }
    }

    /**
     * The figures.
     *
     * @param seen how many patients were seen here
     * @param all how many of them elsewhere, each once
     * @param organizations who saw them, the most first; at most as many as were seen
     */
    public record Figures(int seen, Count all, List<Count> organizations) {
        public Figures {
            organizations = List.copyOf(organizations);
        }
    }

    /**
     * Counts them.
     *
     * @param product who may see all of it
     * @param holders whoever is known to share or send, for their names
     */
    public Figures count(Caller product, Collection<Holder> holders, Time time) {
        Caller caller = product.withOutside();
        Set<Long> seen = new HashSet<>();
        mine(product, "Encounter", time, new Argument("status", SEEN)).forEach(seen::add);
        mine(product, "Appointment", time, new Argument("status", "fulfilled")).forEach(seen::add);
        Tally tally = new Tally(holders, seen);
        Argument stays = new Argument("class", StayTelling.classes());
        Argument visits = new Argument("class:not", StayTelling.classes());
        Argument status = new Argument("status", SEEN);
        Argument resulted = new Argument("status", RESULTED);
        tally.copies(Source.VISIT, patients(caller, "Encounter", time, SHARED, status, visits));
        tally.copies(Source.STAY, patients(caller, "Encounter", time, SHARED, status, stays));
        tally.copies(Source.RESULT, patients(caller, "DiagnosticReport", time, SHARED, resulted));
        tally.copies(
                Source.RESULT,
                patients(
                        caller, "Observation", time, SHARED, resulted, new Argument("category", "laboratory,imaging")));
        tally.copies(
                Source.DOCUMENT,
                patients(caller, "DocumentReference", time, SHARED, new Argument("status", "current")));
        sent(product, holders, time, tally);
        referred(product, time, tally);
        return tally.figures();
    }

    private Stream<Long> mine(Caller product, String type, Time time, Argument which) {
        return patients(product.withoutOutside(), type, time, which).getOrDefault(0, Set.of()).stream();
    }

    private Map<Integer, Set<Long>> patients(Caller caller, String type, Time time, Argument... which) {
        List<Argument> arguments = new ArrayList<>(List.of(which));
        arguments.addAll(within("date", time));
        return searches.patients(caller, new SearchRequest(new Target.OfType(type), arguments, true));
    }

    private static List<Argument> within(String parameter, Time time) {
        return List.of(new Argument(parameter, "ge" + time.from()), new Argument(parameter, "lt" + time.until()));
    }

    /** Documents that members sent are in our own charts and name their custodian. */
    private void sent(Caller product, Collection<Holder> holders, Time time, Tally tally) {
        String custodians = holders.stream()
                .map(each -> "Organization/" + each.organization())
                .distinct()
                .collect(Collectors.joining(","));
        if (custodians.isEmpty()) {
            return;
        }
        List<Argument> arguments = new ArrayList<>(within("date", time));
        arguments.add(new Argument("custodian", custodians));
        arguments.add(new Argument("status", "current"));
        each(
                product,
                "DocumentReference",
                arguments,
                document -> tally.add(
                        Source.DOCUMENT,
                        document.object("custodian"),
                        Parts.idOf(document.object("subject"), "Patient")));
    }

    /** Referrals of ours, once the patient was seen; whoever sends the consult note back has seen them. */
    private void referred(Caller product, Time time, Tally tally) {
        List<Argument> arguments = List.of(
                new Argument("code", ReferralTask.CODES + "|" + ReferralTask.CODE),
                new Argument("intent", "order"),
                new Argument("business-status", "seen,reported,closed"),
                new Argument("authored-on", "lt" + time.until()),
                new Argument("modified", "ge" + time.from()));
        each(product, "Task", arguments, task -> {
            Course course = ReferralTask.course(task);
            Optional<Step> step = course.last(Move.SEEN).or(() -> course.last(Move.REPORTED));
            if (step.filter(each -> time.has(each.at())).isPresent()) {
                tally.add(Source.REFERRAL, task.object("owner"), Parts.idOf(task.object("for"), "Patient"));
            }
        });
    }

    private void each(Caller caller, String type, List<Argument> criteria, Consumer<JsonObject> to) {
        Target target = new Target.OfType(type);
        List<Argument> arguments = new ArrayList<>(criteria);
        arguments.add(new Argument("_count", PAGE));
        SearchPage page = searches.run(caller.withoutOutside(), new SearchRequest(target, arguments, true));
        int looked = 0;
        while (true) {
            page.matches().forEach(each -> to.accept(opened(each)));
            looked += page.matches().size();
            if (page.next() == null || looked >= MOST) {
                return;
            }
            page = searches.next(caller.withoutOutside(), target, Objects.requireNonNull(page.next()));
        }
    }

    private JsonObject opened(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
