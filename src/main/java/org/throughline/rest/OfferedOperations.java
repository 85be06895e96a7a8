package org.throughline.rest;

import static org.throughline.rest.Operation.Level.INSTANCE;
import static org.throughline.rest.Operation.Level.SYSTEM;
import static org.throughline.rest.Operation.Level.TYPE;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.throughline.care.registration.Matching;
import org.throughline.fhir.validate.ProfileValidator;
import org.throughline.packages.Library;
import org.throughline.search.Searches;

/** The table of operations. */
final class OfferedOperations {
    private static final String DEFINITIONS = "http://hl7.org/fhir/OperationDefinition/";

    private final List<Operation> offered = new ArrayList<>();

    private OfferedOperations() {}

    static Operations of(
            Parts parts,
            Searches searches,
            Reindex reindex,
            ProcessMessage messages,
            Forecast forecast,
            PatientSummary summary,
            ProfileValidator profiles,
            Supplier<Library> library,
            InstantSource clock) {
        OfferedOperations table = new OfferedOperations();
        table.onRecords(parts, searches, profiles);
        table.ours(parts, "explain", new Explain(parts, searches)::explain);
        table.ours(parts, "reindex", reindex::reindex);
        table.offered.add(new Operation(
                "$process-message",
                DEFINITIONS + "MessageHeader-process-message",
                Set.of(SYSTEM),
                List.of(),
                true,
                messages::process));
        table.offered.add(new Operation(
                "$immds-forecast",
                Forecast.DEFINITION,
                Set.of(SYSTEM, TYPE, INSTANCE),
                List.of("Patient"),
                false,
                forecast::forecast));
        table.reading(
                "$summary", PatientSummary.DEFINITION, Set.of(TYPE, INSTANCE), List.of("Patient"), summary::summary);
        table.offered.addAll(new SubscriptionOperations(parts).offered());
        table.onTerminology(parts, new KnownTerminology(parts, searches, library), clock);
        return new Operations(table.offered);
    }

    private void onRecords(Parts parts, Searches searches, ProfileValidator profiles) {
        MetaOperations meta = new MetaOperations(parts, searches);
        reading(
                "$everything",
                "Patient-everything",
                Set.of(INSTANCE),
                List.of("Patient"),
                new Everything(parts, searches)::everything);
        reading(
                "$match",
                "Patient-match",
                Set.of(TYPE),
                List.of("Patient"),
                new Match(parts, new Matching(parts.records(), searches))::match);
        reading(
                "$docref",
                Docref.DEFINITION,
                Set.of(TYPE),
                List.of("DocumentReference"),
                new Docref(new Search(parts, searches))::docref);
        reading("$lastn", "Observation-lastn", Set.of(TYPE), List.of("Observation"), new Lastn(parts, searches)::lastn);
        reading(
                "$validate",
                "Resource-validate",
                Set.of(TYPE, INSTANCE),
                List.of(),
                new Validate(parts, profiles)::validate);
        reading("$meta", "Resource-meta", Set.of(SYSTEM, TYPE, INSTANCE), List.of(), meta::read);
        changing("$meta-add", "Resource-meta-add", meta::add);
        changing("$meta-delete", "Resource-meta-delete", meta::delete);
    }

    /** An operation that FHIR does not define. */
    private void ours(Parts parts, String name, Function<Call, Reply> run) {
        String definition = parts.settings().base() + "/OperationDefinition/" + name;
        offered.add(new Operation("$" + name, definition, Set.of(SYSTEM, TYPE), List.of(), false, run));
    }

    private void onTerminology(Parts parts, KnownTerminology terminology, InstantSource clock) {
        ValidateCode validateCode = new ValidateCode(parts, terminology);
        Lookup lookup = new Lookup(parts, terminology);
        List<String> valueSet = List.of("ValueSet");
        List<String> codeSystem = List.of("CodeSystem");
        Set<Operation.Level> both = Set.of(TYPE, INSTANCE);
        reading("$expand", "ValueSet-expand", both, valueSet, new Expand(parts, terminology, clock)::expand);
        reading("$validate-code", "ValueSet-validate-code", both, valueSet, validateCode::inValueSet);
        reading("$validate-code", "CodeSystem-validate-code", both, codeSystem, validateCode::inCodeSystem);
        reading("$lookup", "CodeSystem-lookup", both, codeSystem, lookup::lookup);
        reading("$subsumes", "CodeSystem-subsumes", both, codeSystem, lookup::subsumes);
        reading(
                "$translate",
                "ConceptMap-translate",
                both,
                List.of("ConceptMap"),
                new Translate(parts, terminology)::translate);
    }

    private void reading(
            String name,
            String definition,
            Set<Operation.Level> levels,
            List<String> types,
            Function<Call, Reply> run) {
        String address = definition.startsWith("http") ? definition : DEFINITIONS + definition;
        offered.add(new Operation(name, address, levels, types, false, run));
    }

    private void changing(String name, String definition, Function<Call, Reply> run) {
        offered.add(new Operation(name, DEFINITIONS + definition, Set.of(INSTANCE), List.of(), true, run));
    }
}
