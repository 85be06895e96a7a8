package org.throughline.care.note;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.chart.Line;
import org.throughline.care.form.Pulled;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * What of a chart can be pulled in to a note, and what that was in the version that a note refers to. Reading is not audited
 * here: whoever shows it does.
 */
public final class Chartbook {
    private static final int MOST = 60;
    private static final int MOST_OF_A_NOTE = 200;
    private static final String MEDICATION = "Medication";

    private final Records records;
    private final Searches searches;

    public Chartbook(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /** A part of a chart from which one pulls. */
    @SuppressWarnings("ImmutableEnumChecker") // the lists do not change once they are made
    public enum Shelf {
        RESULTS("results", "Results", "Observation", "-date", new Argument("category", "laboratory")),
        VITALS("vitals", "Vital signs", "Observation", "-date", new Argument("category", "vital-signs")),
        PROBLEMS(
                "problems",
                "Problems",
                "Condition",
                "-onset-date",
                new Argument("clinical-status", "active,recurrence,relapse")),
        MEDICATIONS("medications", "Medications", "MedicationRequest", "-authoredon", new Argument("status", "active")),
        ALLERGIES(
                "allergies",
                "Allergies",
                "AllergyIntolerance",
                "-date",
                new Argument("clinical-status:not", "inactive"),
                new Argument("clinical-status:not", "resolved"));

        private final String key;
        private final String title;
        private final String type;
        private final List<Argument> arguments;

        Shelf(String key, String title, String type, String sort, Argument... only) {
            this.key = key;
            this.title = title;
            this.type = type;
            this.arguments = new ArrayList<>(List.of(only));
            this.arguments.add(new Argument("_sort", sort));
            this.arguments.add(new Argument("_count", Integer.toString(MOST)));
        }

        public String key() {
            return key;
        }

        public String title() {
            return title;
        }

        /** The shelf of a key; null when there is none. */
        public static @Nullable Shelf of(String key) {
            return Arrays.stream(values())
                    .filter(shelf -> shelf.key.equals(key))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What stands on a shelf, the newest first; nothing when the caller may not see it. */
    public Map<Pulled, Line> shelf(Caller caller, String patient, Shelf shelf) {
        SearchPage page = page(caller, patient, shelf);
        Map<String, JsonObject> referred = new HashMap<>();
        page.includes().forEach(each -> referred.put(each.type() + "/" + each.id(), open(each)));
        Map<Pulled, Line> lines = new LinkedHashMap<>();
        for (Stored stored : page.matches()) {
            JsonObject resource = open(stored);
            if (!isError(resource)) {
                lines.put(new Pulled(stored.type(), stored.id(), stored.version(), ""), Line.of(resource, referred));
            }
        }
        return lines;
    }

    /** The resources of a shelf. */
    public List<JsonObject> resources(Caller caller, String patient, Shelf shelf) {
        return page(caller, patient, shelf).matches().stream()
                .map(this::open)
                .filter(resource -> !isError(resource))
                .toList();
    }

    private SearchPage page(Caller caller, String patient, Shelf shelf) {
        Records.require(caller, Interaction.SEARCH, shelf.type);
        List<Argument> arguments = new ArrayList<>(shelf.arguments);
        arguments.add(new Argument("patient", "Patient/" + patient));
        if (shelf == Shelf.MEDICATIONS && caller.may(Interaction.SEARCH, MEDICATION)) {
            arguments.add(new Argument("_include", "MedicationRequest:medication"));
        }
        return searches.run(caller, new SearchRequest(new Target.OfType(shelf.type), arguments, true));
    }

    static boolean isError(JsonObject resource) {
        JsonObject verification = resource.object("verificationStatus");
        return "entered-in-error".equals(resource.text("status"))
                || (verification != null && verification.toString().contains("\"entered-in-error\""));
    }

    /**
     * What was pulled in, as it was.
     *
     * @param line it in one line
     * @param resource the version itself
     * @param changed whether there is a newer version by now
     * @param retracted whether it was taken back since
     */
    public record Found(Line line, JsonObject resource, boolean changed, boolean retracted) {
        /** The security labels that it has. */
        List<Json> labels() {
            JsonObject meta = resource.object("meta");
            return meta == null ? List.of() : meta.list("security");
        }
    }

    /**
     * Reads what was pulled in; what the caller may not see, or is not of this patient, is not in it.
     *
     * @param pulled at most some hundreds; a field of an earlier note is not looked up here
     */
    public Map<Pulled, Found> look(Caller caller, String patient, Collection<Pulled> pulled) {
        List<Pulled> wanted = pulled.stream().distinct().limit(MOST_OF_A_NOTE).toList();
        Map<Long, Stored> present = new HashMap<>();
        Set<Long> addresses = new HashSet<>();
        wanted.forEach(each -> addresses.add(Address.of(each.type(), each.id())));
        records.present(caller, addresses).forEach(stored -> present.put(stored.address(), stored));
        long owner = Address.of("Patient", patient);
        Map<Pulled, Stored> versions = new LinkedHashMap<>();
        for (Pulled each : wanted) {
            Stored now = present.get(Address.of(each.type(), each.id()));
            if (now != null && now.patient() == owner && !now.deleted()) {
                version(caller, each, now, versions);
            }
        }
        return found(caller, versions, present);
    }

    private void version(Caller caller, Pulled pulled, Stored now, Map<Pulled, Stored> versions) {
        if (now.version() == pulled.version()) {
            versions.put(pulled, now);
            return;
        }
        try {
            Stored then = records.readVersion(caller, pulled.type(), pulled.id(), pulled.version());
            if (!then.deleted()) {
                versions.put(pulled, then);
            }
        } catch (Failed e) {
            // There is no such version for this caller: it is not shown.
        }
    }

    private Map<Pulled, Found> found(Caller caller, Map<Pulled, Stored> versions, Map<Long, Stored> present) {
        Map<Pulled, JsonObject> resources = new LinkedHashMap<>();
        versions.forEach((pulled, stored) -> resources.put(pulled, open(stored)));
        Map<String, JsonObject> referred = medications(caller, resources.values());
        Map<Pulled, Found> found = new LinkedHashMap<>();
        resources.forEach((pulled, resource) -> {
            Stored now = Objects.requireNonNull(present.get(Address.of(pulled.type(), pulled.id())));
            boolean changed = now.version() != pulled.version();
            found.put(
                    pulled,
                    new Found(line(pulled, resource, referred), resource, changed, changed && isError(open(now))));
        });
        return found;
    }

    /** The line of a resource; of an earlier note, the field that is meant. */
    private static Line line(Pulled pulled, JsonObject resource, Map<String, JsonObject> referred) {
        return pulled.field().isEmpty()
                ? Line.of(resource, referred)
                : NoteReader.sections(resource).stream()
                        .flatMap(section -> section.fields().stream())
                        .filter(field -> field.key().equals(pulled.field()))
                        .map(field -> new Line(
                                field.label(),
                                String.join("; ", field.texts()),
                                NoteReader.text(resource, "authored"),
                                ""))
                        .findFirst()
                        .orElse(new Line("", "", "", ""));
    }

    /** An entry as it is now, in one line. */
    Found line(JsonObject resource) {
        return new Found(Line.of(resource, Map.of()), resource, false, false);
    }

    /** The medications that orders refer to, in one look. */
    private Map<String, JsonObject> medications(Caller caller, Collection<JsonObject> resources) {
        Set<Long> addresses = new HashSet<>();
        for (JsonObject resource : resources) {
            JsonObject reference = resource.object("medicationReference");
            String to = reference == null ? "" : NoteReader.text(reference, "reference");
            if (to.startsWith(MEDICATION + "/")) {
                addresses.add(Address.of(MEDICATION, to.substring(MEDICATION.length() + 1)));
            }
        }
        Map<String, JsonObject> referred = new HashMap<>();
        if (caller.may(Interaction.READ, MEDICATION)) {
            records.present(caller, addresses)
                    .forEach(stored -> referred.put(stored.type() + "/" + stored.id(), open(stored)));
        }
        return referred;
    }

    JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
