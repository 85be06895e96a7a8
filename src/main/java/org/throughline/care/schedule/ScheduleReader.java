package org.throughline.care.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.care.chart.Person;
import org.throughline.care.chart.PersonReader;
import org.throughline.care.visit.Room;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.booking.ClaimReader;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Reads the schedule for a caller. */
public final class ScheduleReader {
    /** An appointment is no longer than this. */
    static final Duration LONGEST = Duration.ofHours(12);

    private static final String MOST = "1000";
    private static final int MOST_AT_ALL = 50_000;

    private final Records records;
    private final Searches searches;

    public ScheduleReader(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /**
     * Where and by whom patients are seen.
     *
     * @param practice the practice's time zone
     * @param organization the id of the Organization that is the practice, whose places and whose sites' places these are;
     *     empty for all places
     */
    public House house(Caller caller, ZoneId practice, String organization) {
        List<Site> sites = new ArrayList<>();
        List<Room> rooms = new ArrayList<>();
        places(caller, organization).forEach(location -> {
            if (SiteReader.isRoom(location)) {
                rooms.add(SiteReader.room(location));
            } else if (!Parts.idOf(location.object("managingOrganization"), "Organization")
                    .isEmpty()) {
                sites.add(SiteReader.site(location, practice));
            }
        });
        if (sites.isEmpty()) {
            sites.add(new Site("", "", "", practice));
        }
        return new House(sites, rooms, providers(caller), types(caller));
    }

    /** The Locations of the practice; those that came with records of others are none of it. */
    private List<JsonObject> places(Caller caller, String organization) {
        List<Argument> arguments =
                new ArrayList<>(List.of(new Argument("status", "active"), new Argument("_sort", "name")));
        if (!organization.isEmpty()) {
            String whole = "Organization/" + organization;
            String all = Stream.concat(
                            Stream.of(whole),
                            find(caller, "Organization", new Argument("partof", whole)).matches().stream()
                                    .map(stored -> "Organization/" + stored.id()))
                    .collect(Collectors.joining(","));
            arguments.add(new Argument("organization", all));
        }
        return find(caller, "Location", arguments.toArray(Argument[]::new)).matches().stream()
                .map(this::open)
                .toList();
    }

    private List<Provider> providers(Caller caller) {
        SearchPage page = find(caller, "Schedule", new Argument("_include", "Schedule:actor"));
        Map<String, JsonObject> actors = new HashMap<>();
        page.includes().forEach(stored -> actors.put(stored.type() + "/" + stored.id(), open(stored)));
        return page.matches().stream()
                .map(stored -> ProviderResource.read(open(stored), stored.version(), actors))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Provider::name).thenComparing(Provider::id))
                .toList();
    }

    /** The kinds of visits. */
    public VisitTypes types(Caller caller) {
        try {
            Stored stored = records.read(caller, "CodeSystem", VisitTypes.ID);
            return VisitTypes.read(open(stored), stored.version());
        } catch (Failed e) {
            if (e.failure() instanceof Failure.NotFound || e.failure() instanceof Failure.Gone) {
                return VisitTypes.SHIPPED;
            }
            throw e;
        }
    }

    /** Who works where, and so could be booked there. */
    public List<Post> posts(Caller caller) {
        SearchPage page = find(
                caller,
                "PractitionerRole",
                new Argument("active", "true"),
                new Argument("_include", "PractitionerRole:practitioner"));
        Map<String, JsonObject> people = new HashMap<>();
        page.includes().forEach(stored -> people.put(stored.id(), open(stored)));
        return page.matches().stream()
                .map(stored -> Post.read(open(stored), people))
                .filter(post -> !post.practitioner().isEmpty())
                .sorted(Comparator.comparing(Post::name))
                .toList();
    }

    /** What is on in some time. */
    public Agenda agenda(Caller caller, Interval time) {
        return agenda(caller, time, new Argument("_include", "Appointment:patient"));
    }

    /** What is on for somebody in some time, without the patients. */
    public Agenda agenda(Caller caller, Interval time, Provider provider) {
        return agenda(caller, time, new Argument("practitioner", "Practitioner/" + provider.practitioner()));
    }

    /** The appointments in some time, also those that were cancelled, by time. */
    public List<Booking> bookings(Caller caller, Interval time) {
        List<Booking> bookings = new ArrayList<>();
        read(caller, time, bookings, new HashMap<>());
        return bookings;
    }

    private Agenda agenda(Caller caller, Interval time, Argument which) {
        List<Booking> bookings = new ArrayList<>();
        Map<String, Person> people = new HashMap<>();
        read(caller, time, bookings, people, which);
        return new Agenda(bookings, people, blocks(caller, time));
    }

    private void read(
            Caller caller, Interval time, List<Booking> bookings, Map<String, Person> people, Argument... which) {
        List<Argument> criteria = new ArrayList<>(List.of(
                new Argument("date", "ge" + time.from().minus(LONGEST)), new Argument("date", "lt" + time.to())));
        criteria.addAll(List.of(which));
        SearchPage page = find(caller, "Appointment", criteria.toArray(Argument[]::new));
        add(page, time, bookings, people);
        while (page.next() != null && bookings.size() < MOST_AT_ALL) {
            page = searches.next(caller, new Target.OfType("Appointment"), Objects.requireNonNull(page.next()));
            add(page, time, bookings, people);
        }
        // Sorted here: a search that sorts by date walks all appointments that ever were.
        bookings.sort(
                Comparator.comparing((Booking booking) -> booking.time().from()).thenComparing(Booking::id));
    }

    private void add(SearchPage page, Interval time, List<Booking> bookings, Map<String, Person> people) {
        page.includes().stream()
                .map(stored -> PersonReader.read(open(stored)))
                .forEach(person -> people.put(person.id(), person));
        bookings(page.matches().stream())
                .filter(booking -> booking.time().overlaps(time))
                .forEach(bookings::add);
    }

    private Stream<Booking> bookings(Stream<Stored> stored) {
        return stored.map(each -> BookingResource.read(open(each), each.version()))
                .filter(Objects::nonNull);
    }

    /** When nobody is booked in some time. */
    public List<Block> blocks(Caller caller, Interval time) {
        return find(
                        caller,
                        "Slot",
                        new Argument("status", BlockResource.STATUS),
                        new Argument("start", "ge" + time.from().minus(Duration.ofDays(1))),
                        new Argument("start", "lt" + time.to()),
                        new Argument("_sort", "start"))
                .matches()
                .stream()
                .map(each -> BlockResource.read(open(each), each.version()))
                .filter(Objects::nonNull)
                .filter(block -> block.time().overlaps(time))
                .toList();
    }

    /**
     * A closed time.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no such one
     */
    public Block block(Caller caller, String id) {
        Stored stored = records.read(caller, "Slot", id);
        Block block = BlockResource.read(open(stored), stored.version());
        if (block == null) {
            throw new Failed(new Failure.NotFound("There is no such closed time."));
        }
        return block;
    }

    /** The closed times that were made together, from a moment on. */
    public List<Block> blocks(Caller caller, String series, Instant from) {
        return find(
                        caller,
                        "Slot",
                        new Argument("identifier", Series.SYSTEM + "|" + series),
                        new Argument("status", BlockResource.STATUS),
                        new Argument("start", "ge" + from))
                .matches()
                .stream()
                .map(each -> BlockResource.read(open(each), each.version()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The appointments that were booked together, from a moment on, that are still to come. */
    public List<Booking> series(Caller caller, String series, Instant from) {
        return bookings(find(
                        caller,
                        "Appointment",
                        new Argument("identifier", Series.SYSTEM + "|" + series),
                        new Argument("date", "ge" + from),
                        new Argument("_sort", "date"))
                        .matches()
                        .stream())
                .filter(booking -> booking.status() == Booking.Status.BOOKED)
                .toList();
    }

    /** These patients, by id, as far as the caller may see them. */
    public Map<String, Person> people(Caller caller, Collection<Long> addresses) {
        Map<String, Person> people = new HashMap<>();
        records.present(caller, addresses).stream()
                .map(stored -> PersonReader.read(open(stored)))
                .forEach(person -> people.put(person.id(), person));
        return people;
    }

    /** Whether a patient is to be reminded of appointments. */
    public boolean isReminded(Caller caller, String patient) {
        JsonObject extension =
                Parts.extension(open(records.read(caller, "Patient", patient)), ClaimReader.NO_REMINDERS);
        return extension == null || extension.get("valueBoolean") != JsonBoolean.TRUE;
    }

    /** Who waits for a time, the urgent first, then who waits longest. */
    public List<Waiting> waiting(Caller caller, VisitTypes types) {
        return find(caller, "Appointment", new Argument("status", WaitingResource.STATUS)).matches().stream()
                .map(each -> WaitingResource.read(open(each), each.version(), types, each.updated()))
                .sorted(Comparator.comparing(Waiting::urgent).reversed().thenComparing(Waiting::since))
                .toList();
    }

    /** The appointments of a patient from a moment on. */
    public List<Booking> of(Caller caller, String patient, Instant from) {
        return bookings(find(
                        caller,
                        "Appointment",
                        new Argument("patient", "Patient/" + patient),
                        new Argument("date", "ge" + from),
                        new Argument("_sort", "date"))
                        .matches()
                        .stream())
                .toList();
    }

    /**
     * An appointment.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no such one that has a time
     */
    public Booking booking(Caller caller, String id) {
        Stored stored = records.read(caller, "Appointment", id);
        Booking booking = BookingResource.read(open(stored), stored.version());
        if (booking == null) {
            throw new Failed(new Failure.NotFound("There is no such appointment."));
        }
        return booking;
    }

    private SearchPage find(Caller caller, String type, Argument... criteria) {
        List<Argument> arguments = new ArrayList<>(List.of(criteria));
        arguments.add(new Argument("_count", MOST));
        return searches.run(caller, new SearchRequest(new Target.OfType(type), arguments, true));
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
