package org.throughline.events.advice;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.http.Fetcher;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.MessageKey;
import org.throughline.record.Records;
import org.throughline.search.Searches;

/**
 * Asks services for advice, all of a moment at once, each for {@value #SECONDS} seconds at most. What is told is entered in the
 * patient's trail, once for each service.
 *
 * @see <a href="https://cds-hooks.hl7.org/2.0/#calling-a-cds-service">Calling a service</a>
 */
public final class Adviser {
    static final int SECONDS = 2;
    private static final int MOST = 262_144;
    private static final int MOST_TOLD = 4_000_000;
    private static final String JSON = "application/json";

    private final Services services;
    private final Records records;
    private final Telling telling;
    private final Outside outside;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * How the outside is reached.
     *
     * @param base the address of our API, by which the other end knows us
     * @param keys where it finds the public half of our key
     */
    public record Outside(Fetcher fetcher, MessageKey key, String base, URI keys) {}

    public Adviser(
            Services services,
            Records records,
            Searches searches,
            Outside outside,
            AuditTrail audit,
            InstantSource clock) {
        this.services = services;
        this.records = records;
        this.telling = new Telling(records, searches);
        this.outside = outside;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether any service is asked at one of these moments. */
    public boolean isAsked(Hook... moments) {
        return Stream.of(moments).anyMatch(each -> !services.of(each).isEmpty());
    }

    /**
     * The services that the other end has, as it tells them itself.
     *
     * @param base its address, without {@code /cds-services}
     * @throws Failed when it cannot be reached or understood
     */
    public List<Service> discover(String base) {
        JsonObject told = JsonReader.readObject(outside.fetcher()
                .get(URI.create(base + "/cds-services"), JSON, MOST)
                .content());
        return Reader.services(base, told);
    }

    /**
     * Asks at a moment.
     *
     * @param user the reference of whoever is asking
     * @param orders that are put together; none when a chart is opened
     * @throws Failed when the caller may not see the patient
     */
    public List<Advice> ask(Hook hook, Caller caller, String patient, String user, List<JsonObject> orders) {
        List<Service> asked = services.of(hook);
        if (asked.isEmpty()) {
            return List.of();
        }
        records.read(caller, "Patient", patient);
        Map<String, JsonObject> told = telling.of(caller, patient, asked);
        List<CompletableFuture<Advice>> answers = asked.stream()
                .map(each -> {
                    byte[] body = JsonWriter.bytes(question(each, patient, user, orders, told));
                    told(caller, patient, each);
                    return CompletableFuture.supplyAsync(() -> answer(each, body), executor)
                            .completeOnTimeout(late(each), SECONDS, TimeUnit.SECONDS);
                })
                .toList();
        List<Advice> advice = answers.stream().map(CompletableFuture::join).toList();
        for (int i = 0; i < advice.size(); i++) {
            services.asked(asked.get(i), advice.get(i) instanceof Advice.Silent silent ? silent.why() : "");
        }
        return advice;
    }

    private void told(Caller caller, String patient, Service service) {
        audit.record(Access.of(
                clock.instant(),
                caller,
                Action.DISCLOSE,
                0,
                "advice of " + service.title(),
                200,
                Set.of(Address.of("Patient", patient))));
    }

    private static Advice late(Service service) {
        return new Advice.Silent(service.title(), "it did not answer within " + SECONDS + " seconds");
    }

    private Advice answer(Service service, byte[] body) {
        if (body.length > MOST_TOLD) {
            return new Advice.Silent(service.title(), "what it wants to be told is too much");
        }
        URI address = service.address();
        try {
            String proof = outside.key().assertion(outside.base(), address.toString(), outside.keys(), clock.instant());
            Fetcher.Reply reply = outside.fetcher().post(address, "Bearer " + proof, JSON, body, MOST);
            return reply.status() == 200
                    ? new Advice.Given(service.title(), Reader.cards(JsonReader.readObject(reply.content())))
                    : new Advice.Silent(service.title(), "it answered " + reply.status());
        } catch (Failed e) {
            return new Advice.Silent(
                    service.title(),
                    e.failure() instanceof Failure.Unavailable ? "it cannot be reached" : "its answer cannot be read");
        }
    }

    private JsonObject question(
            Service service, String patient, String user, List<JsonObject> orders, Map<String, JsonObject> told) {
        JsonObject.Builder context = JsonObject.builder().add("userId", user).add("patientId", patient);
        if (service.hook() != Hook.PATIENT_VIEW) {
            context.add("draftOrders", bundle(orders));
        }
        if (service.hook() == Hook.ORDER_SELECT) {
            context.add(
                    "selections",
                    new JsonArray(orders.stream()
                            .<Json>map(each -> new JsonString(each.text("resourceType") + "/" + each.text("id")))
                            .toList()));
        }
        JsonObject.Builder prefetch = JsonObject.builder();
        service.prefetch().forEach((key, query) -> prefetch.addIfPresent(key, told.get(query)));
        return JsonObject.builder()
                .add("hook", service.hook().code())
                .add("hookInstance", UUID.randomUUID().toString())
                .add("context", context.build())
                .add("prefetch", prefetch.build())
                .build();
    }

    private static JsonObject bundle(List<JsonObject> orders) {
        return JsonObject.builder()
                .add("resourceType", "Bundle")
                .add("type", "collection")
                .add(
                        "entry",
                        new JsonArray(orders.stream()
                                .<Json>map(each -> JsonObject.of("resource", each))
                                .toList()))
                .build();
    }
}
