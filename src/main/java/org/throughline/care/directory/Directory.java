package org.throughline.care.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
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

    /** The staff whose name begins with what was typed. */
    public List<Clinician> clinicians(Caller caller, String typed) {
        return find(caller, "Practitioner", new Argument("name", typed), new Argument("_sort", "family")).stream()
                .limit(FEW)
                .map(Directory::clinician)
                .toList();
    }

    /** The clinician of an id. */
    public Clinician clinician(Caller caller, String id) {
        return clinician(open(records.read(caller, "Practitioner", id)));
    }

    /**
     * Founds the organization with its sites, each with a location of the same name. Without sites the organization is its
     * only one.
     *
     * @return the organization, then the sites
     */
    public List<Site> found(Caller caller, String name, List<String> sites) {
        String whole = urn();
        List<Intent> intents = new ArrayList<>(List.of(create(Resources.organization(name, ""), whole)));
        if (sites.isEmpty()) {
            intents.add(create(Resources.location(name, whole), urn()));
        }
        sites.forEach(site -> intents.addAll(site(site, whole)));
        return write(caller, intents, "Organization with its sites").stream()
                .filter(stored -> stored.type().equals("Organization"))
                .map(stored -> site(open(stored)))
                .toList();
    }

    /** Adds a site to the organization, with a location of the same name. */
    public void addSite(Caller caller, String organization, String name) {
        write(caller, site(name, "Organization/" + organization), "Organization, a site");
    }

    private List<Intent> site(String name, String partOf) {
        String site = urn();
        return List.of(
                create(Resources.organization(name, partOf), site), create(Resources.location(name, site), urn()));
    }

    /** Adds somebody of the staff; their id. */
    public String addClinician(Caller caller, String given, String family) {
        return add(caller, Resources.practitioner(given, family));
    }

    /**
     * Adds that somebody of the staff works in a role.
     *
     * @param site the id of the Organization where; empty for no place in particular
     * @return the id of the PractitionerRole
     */
    public String addPost(Caller caller, String practitioner, String site, String role) {
        return add(
                caller,
                Resources.post("Practitioner/" + practitioner, site.isEmpty() ? "" : "Organization/" + site, role));
    }

    /** Adds somebody who is close to a patient; their id. */
    public String addRelatedPerson(Caller caller, String patient, String display, String relationship) {
        return add(caller, Resources.relatedPerson("Patient/" + patient, display, relationship));
    }

    /** Says that a PractitionerRole or RelatedPerson is no more: it stays, and is not active. */
    public void end(Caller caller, String type, String id) {
        write(
                caller,
                List.of(new Intent.Patch(
                        new Target.ById(type, id),
                        present -> present.with("active", JsonBoolean.FALSE),
                        Precondition.NONE)),
                type + "/" + id);
    }

    private String add(Caller caller, JsonObject resource) {
        Intent intent = create(resource, urn());
        return write(caller, List.of(intent), intent.type()).getFirst().id();
    }

    private static Intent create(JsonObject resource, String fullUrl) {
        return new Intent.Create(Objects.requireNonNull(resource.text("resourceType")), () -> resource, null, fullUrl);
    }

    private List<Stored> write(Caller caller, List<Intent> intents, String target) {
        Action action = intents.getFirst() instanceof Intent.Patch ? Action.PATCH : Action.CREATE;
        return records
                .write(
                        caller,
                        intents,
                        (at, written, patients) -> Access.of(
                                at,
                                caller,
                                action,
                                types.number(intents.getFirst().type()),
                                target,
                                action == Action.CREATE ? 201 : 200,
                                patients))
                .stream()
                .map(Directory::stored)
                .toList();
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
