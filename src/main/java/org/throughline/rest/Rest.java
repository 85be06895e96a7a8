package org.throughline.rest;

import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.audit.AuditTrail;
import org.throughline.care.immunization.ForecastAnswers;
import org.throughline.care.summary.SummaryReader;
import org.throughline.events.subscription.Subscriptions;
import org.throughline.fhir.definitions.Definitions;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.fhir.validate.ProfileRules;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.kernel.Issue;
import org.throughline.keys.Seal;
import org.throughline.packages.Library;
import org.throughline.record.Records;
import org.throughline.search.AddedParameters;
import org.throughline.search.Reindexing;
import org.throughline.search.Searches;

/** Puts the API together. */
public final class Rest {
    private Rest() {}

    /** The answer to a request that could not be read at all, or whose handler has a fault. */
    public static Answer unreadable(int status) {
        Issue issue = switch (status) {
            case 414 -> new Issue("too-long", "", "The address is too long.");
            case 431 -> new Issue("too-long", "", "The headers are too long.");
            case 408 -> new Issue("timeout", "", "The request came too slowly.");
            default ->
                status < 500
                        ? new Issue("structure", "", "The request cannot be read.")
                        : new Issue("exception", "", "The server cannot answer this now; its log says why.");
        };
        List<Issue> issues = List.of(issue);
        return Answer.of(status, Format.Syntax.JSON.mediaType(), JsonWriter.bytes(Outcomes.of("error", issues)));
    }

    /**
     * The handler that serves the API below the base's path.
     *
     * @param library the definitions that are loaded now
     * @param login who sent a request, or a failure
     * @param inbox takes a message of a caller in and gives its answer
     * @param forecasts says which vaccines are next
     * @param summaries makes patient summaries
     * @param version the product's version, for the CapabilityStatement
     */
    public static Handler api(
            RestSettings settings,
            Records records,
            Searches searches,
            Reindexing reindexing,
            AddedParameters parameters,
            Definitions definitions,
            Supplier<Library> library,
            ProfileRules profiles,
            Subscriptions subscriptions,
            AuditTrail audit,
            Function<Request, Caller> login,
            BiFunction<Caller, JsonObject, JsonObject> inbox,
            ForecastAnswers forecasts,
            SummaryReader summaries,
            Seal seal,
            Clock clock,
            String version) {
        Parts parts = new Parts(
                records, definitions.types(), new Rendering(records.bodies()), profiles, subscriptions, settings);
        Operations operations = OfferedOperations.of(
                parts,
                searches,
                new Reindex(parts, reindexing, parameters),
                new ProcessMessage(parts, inbox),
                new Forecast(parts, forecasts),
                new PatientSummary(parts, searches, summaries),
                profiles.validator(),
                library,
                clock);
        Dispatch dispatch = new Dispatch(
                new Read(parts),
                new Create(parts),
                new Update(parts),
                new Patch(parts),
                new Delete(parts),
                new History(parts, seal),
                new Search(parts, searches),
                new Metadata(parts, searches, library, operations, version, clock.instant()),
                operations,
                new AuditReads(parts, audit.events()),
                new OwnSubscriptions(subscriptions));
        Audited audited = new Audited(dispatch, audit, clock);
        Subcalls subcalls = new Subcalls(parts, audited);
        Bundles bundles = new Bundles(parts, new Transaction(parts, subcalls), subcalls);
        CallReader reader = new CallReader("/fhir", definitions.types(), settings.bodyLimit());
        return new FhirApi(login, reader, bundles, audited, parts.rendering(), audit, clock);
    }
}
