package org.throughline.care.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.schedule.Hours;
import org.throughline.care.schedule.PracticeSetup;
import org.throughline.database.Work;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/** Reads and writes the directory for a caller, who sees and may do what their rights say. */
public final class Directory {
    private static final int MOST = 200;
    private static final int LONGEST_NAME = 100;
    private static final int FEW = 20;

    private final Records records;
    private final Searches searches;
    private final Types types;

    public Directory(Records records, Searches searches, Types types) {
        this.records = records;
        this.searches = searches;
        this.types = types;
    }

    /** The organization and its sites, the whole one first; none when there is no such organization. */
    public List<Site> sites(Caller caller, String organization) {
        if (organization.isEmpty()) {
            return List.of();
        }
        Site whole = site(open(records.read(caller, "Organization", organization)));
        List<Site> sites = new ArrayList<>(List.of(whole));
        find(
                        caller,
                        "Organization",
                        new Argument("partof", "Organization/" + organization),
                        new Argument("_sort", "name"))
                .forEach(each -> sites.add(site(each)));
        return sites;
    }

    /** The name of an organization; empty when the caller sees no such one. */
    public Optional<String> name(Caller caller, String organization) {
        try {
            return Optional.of(site(open(records.read(caller, "Organization", organization)))
                    .name());
        } catch (Failed e) {
            return Optional.empty();
        }
    }

    /** Whether the caller sees such a resource. */
    public boolean has(Caller caller, String type, String id) {
        try {
            records.read(caller, type, id);
            return true;
        } catch (Failed e) {
            return false;
        }
    }

    /** The staff whose name begins with what was typed. */
    public List<Clinician> clinicians(Caller caller, String typed) {
        return find(caller, "Practitioner", new Argument("name", typed), new Argument("_sort", "family")).stream()
                .limit(FEW)
                .map(Directory::clinician)
                .toList();
    }

    /**
     * The one clinician of a name, as somebody elsewhere has written it; empty when there is none, or several.
     *
     * @param name with a title or without, in any case
     */
    public Optional<Clinician> called(Caller caller, String name) {
        String plain = plain(name);
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        List<Clinician> found = clinicians(caller, plain.substring(plain.lastIndexOf(' ') + 1)).stream()
                .filter(each -> plain(each.name()).equals(plain))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** A name without its title. */
    private static String plain(String name) {
        return name.strip()
                .replaceFirst("(?i)^dr\\.? +", "")
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** The clinician of an id. */
    public Clinician clinician(Caller caller, String id) {
        return clinician(open(records.read(caller, "Practitioner", id)));
    }

    /**
     * What else is to be done in the transaction that writes, with what is written: an account, for example, so that either
     * both are there or none is.
     *
     * @param <W> what is written
     * @param <T> what it gives
     */
    @FunctionalInterface
    public interface Along<W, T> {
        Work<T> with(W written);
    }

    /**
     * Somebody who is new on the staff.
     *
     * @param given may be empty
     */
    public record Newcomer(String given, String family) {
        public Newcomer {
            given = given.strip();
            family = family.strip();
        }

        /** As people write it. */
        public String name() {
            return (given + " " + family).strip();
        }
    }

    /**
     * Somebody who is on the staff now.
     *
     * @param practitioner the id of the Practitioner
     * @param post the id of the PractitionerRole
     */
    public record Hired(String practitioner, String post) {}

    /**
     * An organization that was founded.
     *
     * @param organization its id
     * @param site the id of the first clinician's site, which is the organization itself when it has no others
     */
    public record Founded(String organization, String site, Hired clinician) {}

    /**
     * Founds the organization with its sites, each with a location of the same name, and its first clinician, who works at
     * the first site and can be booked there. Without sites the organization is its only one.
     *
     * @param role in words
     */
    public <T> T found(
            Caller caller, String name, List<String> sites, Newcomer clinician, String role, Along<Founded, T> along) {
        String whole = urn();
        List<Intent> intents = new ArrayList<>(List.of(create(Resources.organization(name, ""), whole)));
        if (sites.isEmpty()) {
            intents.add(create(Resources.location(name, whole), urn()));
        }
        sites.forEach(site -> intents.addAll(site(site, whole)));
        int place = sites.isEmpty() ? 1 : 2;
        String first =
                sites.isEmpty() ? whole : Objects.requireNonNull(intents.get(1).fullUrl());
        List<Intent> hiring = hiring(clinician, first, role, Hours.USUAL);
        intents.add(PracticeSetup.opening(
                clinician.name(),
                List.of(
                        Objects.requireNonNull(hiring.getFirst().fullUrl()),
                        Objects.requireNonNull(hiring.getLast().fullUrl()),
                        Objects.requireNonNull(intents.get(place).fullUrl()))));
        intents.addAll(hiring);
        return write(caller, intents, "Organization with its sites", written -> {
            String organization = written.getFirst().id();
            String site = sites.isEmpty() ? organization : written.get(1).id();
            return along.with(new Founded(organization, site, hired(written)));
        });
    }

    /** Adds a site to the organization, with a location of the same name. */
    public void addSite(Caller caller, String organization, String name) {
        write(caller, site(name, "Organization/" + organization), "Organization, a site", Directory::nothing);
    }

    private static List<Intent> site(String name, String partOf) {
        String site = urn();
        return List.of(
                create(Resources.organization(name, partOf), site), create(Resources.location(name, site), urn()));
    }

    /**
     * Adds somebody to the staff, who works in a role.
     *
     * @param site the id of the Organization where; empty for no place in particular
     * @param role in words
     */
    public <T> T hire(Caller caller, Newcomer who, String site, String role, Along<Hired, T> along) {
        return write(
                caller,
                hiring(who, site.isEmpty() ? "" : "Organization/" + site, role, Hours.NONE),
                "Practitioner",
                written -> along.with(hired(written)));
    }

    private static List<Intent> hiring(Newcomer who, String organization, String role, Hours hours) {
        String practitioner = urn();
        return List.of(
                create(Resources.practitioner(who.given(), who.family()), practitioner),
                create(hours.in(Resources.post(practitioner, organization, role)), urn()));
    }

    private static Hired hired(List<Stored> written) {
        return new Hired(written.get(written.size() - 2).id(), written.getLast().id());
    }

    /**
     * Adds that somebody of the staff works in a role.
     *
     * @param site the id of the Organization where; empty for no place in particular
     * @param role in words
     * @param along is told the id of the PractitionerRole
     */
    public <T> T post(Caller caller, String practitioner, String site, String role, Along<String, T> along) {
        return add(
                caller,
                Resources.post("Practitioner/" + practitioner, site.isEmpty() ? "" : "Organization/" + site, role),
                along);
    }

    /**
     * Adds somebody who is close to a patient.
     *
     * @param along is told the id of the RelatedPerson
     */
    public <T> T relate(Caller caller, String patient, String display, String relationship, Along<String, T> along) {
        return add(caller, Resources.relatedPerson("Patient/" + patient, display, relationship), along);
    }

    /** Says that a PractitionerRole or RelatedPerson is no more: it stays, and is not active. */
    public <T> T end(Caller caller, String type, String id, Work<T> along) {
        return write(
                caller,
                List.of(new Intent.Patch(
                        new Target.ById(type, id),
                        present -> present.with("active", JsonBoolean.FALSE),
                        Precondition.NONE)),
                type + "/" + id,
                written -> along);
    }

    private <T> T add(Caller caller, JsonObject resource, Along<String, T> along) {
        Intent intent = create(resource, urn());
        return write(
                caller,
                List.of(intent),
                intent.type(),
                written -> along.with(written.getFirst().id()));
    }

    private static Intent create(JsonObject resource, String fullUrl) {
        return new Intent.Create(Objects.requireNonNull(resource.text("resourceType")), () -> resource, null, fullUrl);
    }

    private <T> T write(Caller caller, List<Intent> intents, String target, Along<List<Stored>, T> along) {
        Action action = intents.getFirst() instanceof Intent.Patch ? Action.PATCH : Action.CREATE;
        AtomicReference<@Nullable T> given = new AtomicReference<>();
        records.write(
                caller,
                intents,
                (at, written, patients) -> Access.of(
                        at,
                        caller,
                        action,
                        types.number(intents.getFirst().type()),
                        target,
                        action == Action.CREATE ? 201 : 200,
                        patients),
                Records.Company.with((connection, written) -> given.set(
                        along.with(written.stream().map(Directory::stored).toList())
                                .run(connection))));
        return Objects.requireNonNull(given.get());
    }

    private static Work<Boolean> nothing(List<Stored> written) {
        return connection -> true;
    }

    private static Stored stored(Outcome outcome) {
        return Objects.requireNonNull(outcome.stored());
    }

    private List<JsonObject> find(Caller caller, String type, Argument... arguments) {
        List<Argument> all = Stream.concat(
                        Stream.of(arguments), Stream.of(new Argument("_count", Integer.toString(MOST))))
                .collect(Collectors.toList());
        return searches
                .run(caller, new SearchRequest(new org.throughline.search.query.Target.OfType(type), all, true))
                .matches()
                .stream()
                .map(this::open)
                .toList();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }

    private static Site site(JsonObject organization) {
        return new Site(text(organization, "id"), text(organization, "name"));
    }

    private static Clinician clinician(JsonObject practitioner) {
        String name = practitioner.objects("name").stream()
                .findFirst()
                .map(Directory::name)
                .orElse("");
        return new Clinician(text(practitioner, "id"), name.isBlank() ? "Without a name" : name);
    }

    private static String name(JsonObject name) {
        String given = name.list("given").stream()
                .map(each -> each instanceof JsonString text ? text.value() : "")
                .collect(Collectors.joining(" "));
        return (given + " " + text(name, "family")).strip();
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }

    private static String urn() {
        return "urn:uuid:" + UUID.randomUUID();
    }
}
