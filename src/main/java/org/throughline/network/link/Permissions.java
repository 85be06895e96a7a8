package org.throughline.network.link;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.network.peer.Peer;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/** Which members a patient permits to be given their record, and taking that back. */
public final class Permissions {
    private static final String CONSENT = "Consent";

    private final Records records;
    private final Searches searches;
    private final InstantSource clock;

    public Permissions(Records records, Searches searches, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.clock = clock;
    }

    /**
     * That a member may be given the record.
     *
     * @param consent the id of the Consent that says so
     * @param organizations references to the Organizations that it names
     * @param title where it was recorded, and by whom
     * @param collects whether it permits us to get what they have, and not them to be given what we have
     * @param until the last day on which it holds, as FHIR has it; empty for until it is taken back
     * @param kinds codes of the kinds of sensitive information that it names
     */
    public record Permitted(
            String consent,
            int version,
            Set<String> organizations,
            String title,
            String until,
            boolean collects,
            Set<String> kinds) {
        public Permitted {
            organizations = Set.copyOf(organizations);
            kinds = Set.copyOf(kinds);
        }

        /** Whether it is about a member. */
        public boolean names(Peer peer) {
            return !collects && names(peer.organization());
        }

        /** Whether it permits us to get what an organization has. */
        public boolean collectsFrom(String organization) {
            return collects && names(organization);
        }

        private boolean names(String organization) {
            return organizations.contains("Organization/" + organization);
        }
    }

    /** The consents of a patient that permit organizations to be given their record now, as far as the caller may see them. */
    public List<Permitted> of(Caller caller, String patient) {
        SearchRequest request = new SearchRequest(
                new org.throughline.search.query.Target.OfType(CONSENT),
                List.of(
                        new Argument("patient", "Patient/" + patient),
                        new Argument("status", "active"),
                        new Argument("actor:missing", "false"),
                        new Argument("_count", "200")),
                true);
        return searches.run(caller, request).matches().stream()
                .flatMap(stored ->
                        permitted(records.bodies().open(Objects.requireNonNull(stored.body())), stored.version())
                                .stream())
                .toList();
    }

    private Optional<Permitted> permitted(JsonObject consent, int version) {
        JsonObject provision = consent.object("provision");
        if (provision == null || !"permit".equals(provision.text("type"))) {
            return Optional.empty();
        }
        JsonObject period = provision.object("period");
        String until = period == null ? "" : Objects.requireNonNullElse(period.text("end"), "");
        boolean over =
                !until.isEmpty() && until.compareTo(clock.instant().toString().substring(0, 10)) < 0;
        JsonObject attachment = consent.object("sourceAttachment");
        String title = attachment == null ? "" : Objects.requireNonNullElse(attachment.text("title"), "");
        return over
                ? Optional.empty()
                : Optional.of(new Permitted(
                        String.valueOf(consent.text("id")),
                        version,
                        named(provision),
                        title,
                        until,
                        Agreement.collects(provision),
                        Agreement.named(provision)));
    }

    private static Set<String> named(JsonObject provision) {
        Set<String> named = new HashSet<>();
        for (JsonObject actor : provision.objects("actor")) {
            JsonObject reference = actor.object("reference");
            String text = reference == null ? null : reference.text("reference");
            if (text != null) {
                named.add(text);
            }
        }
        return named;
    }

    /**
     * Takes a permission back: what the member was given is withdrawn.
     *
     * @throws org.throughline.kernel.Failed with {@code PreconditionFailed} when somebody has changed it meanwhile
     */
    public void takeBack(Caller by, String consent, int version) {
        records.write(
                by,
                List.of(new Intent.Patch(
                        new Target.ById(CONSENT, consent),
                        before -> before.with("status", new JsonString("inactive")),
                        new Precondition.Version(version))),
                (at, written, patients) ->
                        Access.of(at, by, Action.UPDATE, 0, "Consent/" + consent + " taken back", 200, patients));
    }
}
