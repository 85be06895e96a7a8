package org.throughline.care.summary;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Ids;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.Searches;

/** Reads summaries of patients for a caller: what the caller may see of our own record. Reading is not audited here. */
public final class SummaryReader {
    private final Records records;
    private final Searches searches;
    private final References references;
    private final Supplier<String> organization;
    private final Ids ids;
    private final InstantSource clock;

    /**
     * Reads what is in these records.
     *
     * @param references reads references to resources of ours
     * @param organization the id of our Organization; empty for none
     */
    public SummaryReader(
            Records records,
            Searches searches,
            References references,
            Supplier<String> organization,
            Ids ids,
            InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.references = references;
        this.organization = organization;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The summary of a patient: a Bundle of the type {@code document}.
     *
     * @throws Failed when there is no such patient for this caller, as on a read
     */
    public JsonObject read(Caller asking, String patient) {
        Caller caller = asking.withoutOutside();
        Stored stored = records.read(caller, "Patient", patient);
        Map<Section, Gathered.Found> sections = sections(caller, patient);
        JsonObject person = open(stored);
        JsonObject ours = organization(caller);
        List<JsonObject> all = new ArrayList<>(List.of(person));
        sections.values().forEach(found -> all.addAll(found.resources()));
        if (ours != null) {
            all.add(ours);
        }
        Map<String, JsonObject> referred =
                new Following(references, addresses -> opened(records.present(caller, addresses))).from(all);
        return new Summary(references, ids.next(), clock.instant()).of(new Gathered(person, ours, sections, referred));
    }

    private Map<Section, Gathered.Found> sections(Caller caller, String patient) {
        Set<String> reached = records.reached(caller, patient, Section.types());
        Gathering gathering = new Gathering(searches, this::opened, caller, patient);
        Map<Section, Gathered.Found> sections = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            sections.put(
                    section,
                    gathering.read(section, type -> reached.contains(type) && caller.may(Interaction.SEARCH, type)));
        }
        return sections;
    }

    private @Nullable JsonObject organization(Caller caller) {
        String id = organization.get();
        return id.isEmpty()
                ? null
                : opened(records.present(caller, Set.of(Address.of("Organization", id)))).stream()
                        .findFirst()
                        .orElse(null);
    }

    private List<JsonObject> opened(List<Stored> stored) {
        return stored.stream().map(this::open).toList();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
