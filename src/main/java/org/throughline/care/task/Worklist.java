package org.throughline.care.task;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * Finds what waits for somebody. The product looks for it in its own name, so that nothing falls between people because of
 * what their roles let them see; what it says is shown only to whoever may see it ({@link #seen}).
 */
public final class Worklist {
    private static final Caller PRODUCT = new Caller("worklist", "Work lists", Rights.EVERYTHING);
    private static final String REPORT = "DiagnosticReport";
    private static final int MOST = 1_000;
    private static final int MOST_AT_ALL = 20_000;
    private static final String CATEGORIES = String.join(",", Codes.FOR_PRIVACY);

    private static final List<Source> SOURCES = List.of(
            new Source(
                    "Task",
                    List.of(new Argument("status", "draft,requested,received,accepted,ready,in-progress,on-hold")),
                    List.of("owner", "requester"),
                    "performer",
                    "code"),
            new Source(
                    "Communication",
                    List.of(new Argument("status", "in-progress,on-hold")),
                    List.of("recipient", "sender"),
                    "recipient:identifier",
                    "category"),
            new Source(
                    "ServiceRequest",
                    List.of(new Argument("status", "draft,active,on-hold")),
                    List.of("requester", "performer"),
                    "",
                    ""),
            new Source(
                    "MedicationRequest",
                    List.of(new Argument("status", "draft,on-hold")),
                    List.of("requester"),
                    "",
                    ""),
            new Source(
                    REPORT,
                    List.of(new Argument("_tag", Codes.OWN + "|" + Codes.TO_ACKNOWLEDGE)),
                    List.of("results-interpreter", "performer"),
                    "",
                    ""));

    private final Records records;
    private final Searches searches;
    private final WaitingReader reader;
    private final Begun begun;

    /**
     * @param begun what is begun and not in the record
     * @param clock in the practice's time zone, in which days begin
     */
    public Worklist(Records records, Searches searches, Begun begun, Clock clock) {
        this.records = records;
        this.searches = searches;
        this.reader = new WaitingReader(clock);
        this.begun = begun;
    }

    /** Tells what accounts have begun that is not in the record: notes that are not signed. */
    @FunctionalInterface
    public interface Begun {
        /** For where there is none. */
        Begun NOTHING = accounts -> List.of();

        /** What these accounts have begun, each as something that waits for its account. */
        List<Waiting> of(Set<Long> accounts);
    }

    /**
     * Where something of a kind is found.
     *
     * @param open what is true of all that waits
     * @param persons the search parameters that name persons
     * @param role the one that names roles; empty for none
     * @param privacy the one whose codes say that it waits for the privacy officer; empty for none
     */
    private record Source(String type, List<Argument> open, List<String> persons, String role, String privacy) {}

    /** What is on somebody's list, the most urgent first. */
    public List<Waiting> of(Roster roster, Member member) {
        Roster.Share share = roster.share(member);
        return found(
                share,
                waiting -> roster.holder(waiting.addressees())
                        .filter(holder -> holder.account() == member.account())
                        .isPresent());
    }

    /** All that waits, by the account of whoever has it on their list. */
    public Map<Long, List<Waiting>> byHolder(Roster roster) {
        Map<Long, List<Waiting>> lists = new HashMap<>();
        Set<Long> accounts = roster.members().stream().map(Member::account).collect(Collectors.toSet());
        found(new Roster.Share(Set.of(), accounts, Set.of(), true), waiting -> true)
                .forEach(waiting -> roster.holder(waiting.addressees())
                        .ifPresent(holder -> lists.computeIfAbsent(holder.account(), account -> new ArrayList<>())
                                .add(waiting)));
        return lists;
    }

    /** What waits for whoever has a role, on whose list it may be. */
    public List<Waiting> of(String role) {
        Addressee.Role wanted = new Addressee.Role(role);
        return found(
                new Roster.Share(Set.of(), Set.of(), Set.of(role), false),
                waiting -> waiting.addressees().stream()
                        .findFirst()
                        .filter(wanted::equals)
                        .isPresent());
    }

    /** What somebody has asked of others and is not done. */
    public List<Waiting> askedBy(Member member) {
        List<Argument> by = new ArrayList<>();
        String persons = String.join(",", member.references());
        if (persons.isEmpty()) {
            return List.of();
        }
        by.add(new Argument("requester", persons));
        by.addAll(SOURCES.getFirst().open());
        Map<String, Waiting> found = new LinkedHashMap<>();
        find("Task", by, found);
        List<Argument> sent = new ArrayList<>(SOURCES.get(1).open());
        sent.add(new Argument("sender", persons));
        find("Communication", sent, found);
        return found.values().stream()
                .filter(waiting -> waiting.addressees().stream()
                        .findFirst()
                        .filter(first -> !(first instanceof Addressee.Person(String reference)
                                && member.references().contains(reference)))
                        .isPresent())
                .sorted(Waiting.ORDER)
                .toList();
    }

    /** The tasks and messages about a patient that are open, for whoever may see them. */
    public List<Waiting> about(Caller caller, String patient) {
        Map<String, Waiting> found = new LinkedHashMap<>();
        for (Source source : SOURCES.subList(0, 2)) {
            List<Argument> arguments = new ArrayList<>(source.open());
            arguments.add(new Argument("patient", "Patient/" + patient));
            find(source.type(), arguments, found);
        }
        Set<String> seen = seen(caller, found.values());
        return found.values().stream()
                .filter(waiting -> seen.contains(waiting.reference()))
                .sorted(Waiting.ORDER)
                .toList();
    }

    /** All that is open of a kind of resource; for what is done to all of them. */
    List<Waiting> all(String type) {
        Map<String, Waiting> found = new LinkedHashMap<>();
        SOURCES.stream().filter(each -> each.type().equals(type)).forEach(each -> find(type, each.open(), found));
        return List.copyOf(found.values());
    }

    /** The reports that somebody is still to look at. */
    public List<Waiting> results() {
        return all(REPORT);
    }

    /** Something that waits, by its reference; empty when it does not wait any more. */
    public Optional<Waiting> find(String type, String id) {
        if (SOURCES.stream().noneMatch(each -> each.type().equals(type))) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return reader.read(open(records.read(PRODUCT, type, id)));
    }

    /** Of these, the references of what a caller may see. */
    public Set<String> seen(Caller caller, Collection<Waiting> waiting) {
        Map<Long, String> addresses = waiting.stream()
                .filter(each -> !each.type().equals(Waiting.BEGUN))
                .collect(Collectors.toMap(
                        each -> Address.of(each.type(), each.id()), Waiting::reference, (one, other) -> one));
        return addresses.isEmpty()
                ? Set.of()
                : records.visible(caller, addresses.keySet()).stream()
                        .map(address -> Objects.requireNonNull(addresses.get(address)))
                        .collect(Collectors.toSet());
    }

    private List<Waiting> found(Roster.Share share, Predicate<Waiting> wanted) {
        Map<String, Waiting> found = new LinkedHashMap<>();
        for (Source source : SOURCES) {
            queries(source, share).forEach(arguments -> find(source.type(), arguments, found));
        }
        begun.of(share.accounts()).forEach(waiting -> found.put(waiting.reference(), waiting));
        return found.values().stream().filter(wanted).sorted(Waiting.ORDER).toList();
    }

    /** Searches that together find all that a share can hold, and more. */
    private static List<List<Argument>> queries(Source source, Roster.Share share) {
        boolean reads = source.type().equals(REPORT) && share.roles().contains(Codes.READS_RESULTS);
        if (share.rest() || reads) {
            return List.of(source.open());
        }
        List<List<Argument>> queries = new ArrayList<>();
        if (!share.persons().isEmpty()) {
            String persons = String.join(",", share.persons());
            source.persons().forEach(parameter -> queries.add(with(source, parameter, persons)));
        }
        if (!share.roles().isEmpty() && !source.role().isEmpty()) {
            queries.add(with(
                    source,
                    source.role(),
                    share.roles().stream().map(role -> Codes.ROLES + "|" + role).collect(Collectors.joining(","))));
        }
        if (share.roles().contains(Codes.PRIVACY) && !source.privacy().isEmpty()) {
            queries.add(with(source, source.privacy(), CATEGORIES));
        }
        return queries;
    }

    private static List<Argument> with(Source source, String parameter, String value) {
        List<Argument> arguments = new ArrayList<>(source.open());
        arguments.add(new Argument(parameter, value));
        return arguments;
    }

    private void find(String type, List<Argument> arguments, Map<String, Waiting> found) {
        List<Argument> all = new ArrayList<>(arguments);
        all.add(new Argument("_count", Integer.toString(MOST)));
        Target target = new Target.OfType(type);
        SearchPage page = searches.run(PRODUCT, new SearchRequest(target, all, true));
        add(page, found);
        while (page.next() != null && found.size() < MOST_AT_ALL) {
            page = searches.next(PRODUCT, target, page.next());
            add(page, found);
        }
    }

    private void add(SearchPage page, Map<String, Waiting> found) {
        page.matches()
                .forEach(stored -> reader.read(open(stored))
                        .ifPresent(waiting -> found.putIfAbsent(waiting.reference(), waiting)));
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
