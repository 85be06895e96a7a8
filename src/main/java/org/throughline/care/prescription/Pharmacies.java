package org.throughline.care.prescription;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** The directory of pharmacies, and which one a patient prefers. */
public final class Pharmacies {
    private static final String PREFERRED = "http://hl7.org/fhir/StructureDefinition/patient-preferredPharmacy";
    private static final String PRACTICES = "http://terminology.hl7.org/CodeSystem/organization-type|prov";
    private static final String TYPE = "http://nucc.org/provider-taxonomy|333600000X";
    private static final int FEW = 12;
    private static final int MOST = 500;

    private final Records records;
    private final Searches searches;
    private final Types types;

    public Pharmacies(Records records, Searches searches, Types types) {
        this.records = records;
        this.searches = searches;
        this.types = types;
    }

    /** Those whose name or town begins with what was typed, a dozen; by name. */
    public List<Pharmacy> find(Caller caller, String typed) {
        String name = typed.strip().replaceFirst("\\s*·.*$", "");
        List<Pharmacy> found =
                new ArrayList<>(name.isEmpty() ? search(caller, FEW) : search(caller, FEW, new Argument("name", name)));
        if (found.isEmpty() && !name.isEmpty()) {
            found.addAll(search(caller, FEW, new Argument("address-city", name)));
        }
        return found;
    }

    /** All of them, by name. */
    public List<Pharmacy> all(Caller caller) {
        return search(caller, MOST);
    }

    /** Those and the practices that are connected, by name. */
    public List<Pharmacy> partners(Caller caller) {
        List<Pharmacy> partners = new ArrayList<>(all(caller));
        partners.addAll(search(caller, PRACTICES, MOST, new Argument("endpoint.identifier", Pharmacy.THEIRS + "|")));
        return partners;
    }

    /** The organization whose programs are registered here as this client; empty for none. */
    public Optional<Pharmacy> registered(Caller caller, String client) {
        Argument by = new Argument("endpoint.identifier", Pharmacy.THEIRS + "|" + client);
        List<Pharmacy> found = new ArrayList<>(search(caller, TYPE, 2, by));
        found.addAll(search(caller, PRACTICES, 2, by));
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** The one that is labelled so; empty for none and for several. */
    public Optional<Pharmacy> labelled(Caller caller, String label) {
        String wanted = label.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<Pharmacy> fitting = find(caller, label).stream()
                .filter(each -> each.label().toLowerCase(Locale.ROOT).equals(wanted)
                        || each.name().toLowerCase(Locale.ROOT).equals(wanted))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /** An organization with where messages for it go; empty when there is none that the caller sees. */
    public Optional<Pharmacy> of(Caller caller, String id) {
        try {
            JsonObject organization = open(records.read(caller, "Organization", id));
            JsonObject reference =
                    organization.objects("endpoint").stream().findFirst().orElse(JsonObject.EMPTY);
            String endpoint = Parts.idOf(reference, "Endpoint");
            return Optional.of(Pharmacy.of(
                    organization, endpoint.isEmpty() ? null : open(records.read(caller, "Endpoint", endpoint))));
        } catch (Failed e) {
            if (e.failure() instanceof Failure.NotFound || e.failure() instanceof Failure.Gone) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Stores one, new or changed; its id.
     *
     * @throws Failed with {@link Failure.Invalid} when something is wrong with it, with {@link Failure.PreconditionFailed} when
     *     somebody else has changed it meanwhile
     */
    public String save(Caller caller, Pharmacy pharmacy) {
        pharmacy.faults().forEach((field, fault) -> {
            throw new Failed(new Failure.Invalid("value", field, fault));
        });
        JsonObject before =
                pharmacy.id().isEmpty() ? JsonObject.EMPTY : open(records.read(caller, "Organization", pharmacy.id()));
        String present =
                Parts.idOf(before.objects("endpoint").stream().findFirst().orElse(JsonObject.EMPTY), "Endpoint");
        String fresh = "urn:uuid:" + UUID.randomUUID();
        boolean connects = caller.may(Interaction.CREATE, "Endpoint");
        String to = connects
                ? pharmacy.endpoint().isEmpty() ? "" : present.isEmpty() ? fresh : "Endpoint/" + present
                : present.isEmpty() ? "" : "Endpoint/" + present;
        List<Intent> intents = new ArrayList<>();
        intents.add(
                pharmacy.id().isEmpty()
                        ? new Intent.Create("Organization", () -> pharmacy.organization(before, to), null, null)
                        : new Intent.Patch(
                                new org.throughline.record.Target.ById("Organization", pharmacy.id()),
                                now -> pharmacy.organization(now, to),
                                new Precondition.Version(pharmacy.version())));
        if (to.equals(fresh)) {
            intents.add(new Intent.Create("Endpoint", () -> pharmacy.endpointResource(JsonObject.EMPTY), null, fresh));
        } else if (connects && !to.isEmpty()) {
            intents.add(new Intent.Patch(
                    new org.throughline.record.Target.ById("Endpoint", present),
                    pharmacy::endpointResource,
                    Precondition.NONE));
        }
        return Objects.requireNonNull(records.write(
                                caller,
                                intents,
                                (at, written, patients) -> Access.of(
                                        at,
                                        caller,
                                        Action.UPDATE,
                                        types.number("Organization"),
                                        "Organization, a pharmacy",
                                        200,
                                        patients))
                        .getFirst()
                        .stored())
                .id();
    }

    /** The id of the pharmacy that a patient prefers; empty for none. */
    public String preferred(Caller caller, String patient) {
        JsonObject extension = Parts.extension(open(records.read(caller, "Patient", patient)), PREFERRED);
        JsonObject inner = extension == null ? null : Parts.extension(extension, "pharmacy");
        return inner == null ? "" : Parts.idOf(inner.object("valueReference"), "Organization");
    }

    /** A patient prefers a pharmacy from now on. */
    public void prefer(Caller caller, String patient, String id) {
        JsonObject inner = JsonObject.builder()
                .add("url", "pharmacy")
                .add("valueReference", Parts.reference("Organization", id, ""))
                .build();
        records.write(
                caller,
                List.of(new Intent.Patch(
                        new org.throughline.record.Target.ById("Patient", patient),
                        present -> Parts.withExtension(present, PREFERRED, "extension", JsonArray.of(inner)),
                        Precondition.NONE)),
                (at, written, patients) -> Access.of(
                        at, caller, Action.UPDATE, types.number("Patient"), "Patient/" + patient, 200, patients));
    }

    private List<Pharmacy> search(Caller caller, int most, Argument... more) {
        return search(caller, TYPE, most, more);
    }

    private List<Pharmacy> search(Caller caller, String type, int most, Argument... more) {
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument("type", type),
                new Argument("_include", "Organization:endpoint"),
                new Argument("_count", Integer.toString(most))));
        arguments.addAll(List.of(more));
        SearchPage page = searches.run(caller, new SearchRequest(new Target.OfType("Organization"), arguments, true));
        Map<String, JsonObject> endpoints = new HashMap<>();
        page.includes().forEach(each -> endpoints.put(each.id(), open(each)));
        return page.matches().stream()
                .map(this::open)
                .filter(each -> each.get("active") != org.throughline.fhir.json.JsonBoolean.FALSE)
                .map(each -> Pharmacy.of(each, endpoints.get(endpoint(each))))
                .sorted(Comparator.comparing(each -> each.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String endpoint(JsonObject organization) {
        return Parts.idOf(organization.objects("endpoint").stream().findFirst().orElse(JsonObject.EMPTY), "Endpoint");
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
