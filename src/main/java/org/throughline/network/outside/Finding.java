package org.throughline.network.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.matching.DemographicsReader;
import org.throughline.matching.Judge;
import org.throughline.matching.Judgement;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Request;
import org.throughline.network.peer.Asking;
import org.throughline.record.Records;

/**
 * Looks for a patient of ours at a server, once the patient has agreed: by {@code Patient/$match} where it offers that, else
 * by numbers, by name and birth date. Who is found there is compared here, by the same rules as everywhere: certainly one
 * person, somebody here decides, or no.
 */
public final class Finding {
    private static final int MOST = 20;
    private static final int MOST_IDENTIFIERS = 5;
    private static final int MOST_NAMES = 3;

    private final Servers servers;
    private final Sessions sessions;
    private final Records records;
    private final Linking linking;
    private final Judge judge = Judge.shipped();

    Finding(Servers servers, Sessions sessions, Records records, Linking linking) {
        this.servers = servers;
        this.sessions = sessions;
        this.records = records;
        this.linking = linking;
    }

    /**
     * Asks a server for the record of a patient, who agreed to that here.
     *
     * @param until the last day on which the agreement holds; null for until it is taken back
     */
    public void ask(Caller by, Server server, String patient, @Nullable LocalDate until) {
        linking.outside().agree(by, server.organization(), server.name(), patient, until);
        look(by, server, patient);
    }

    /** Looks again for those whom a server was asked for while it did not answer. To be called every few seconds. */
    public void again() {
        for (Server server : servers.open()) {
            linking.outside().waiting(server.number()).forEach(patient -> look(Polling.PRODUCT, server, patient));
        }
    }

    private void look(Caller by, Server server, String patient) {
        JsonObject person = records.bodies()
                .open(Objects.requireNonNull(
                        records.read(Polling.PRODUCT, "Patient", patient).body()));
        Asking asking = Asking.toTreat(by, Set.of(Address.of("Patient", patient)), "anybody who may be this patient");
        try {
            decide(
                    by,
                    server,
                    patient,
                    compared(person, sessions.ask(server, asking, session -> found(session, person))));
        } catch (Failed e) {
            boolean later =
                    e.failure() instanceof Failure.Unavailable || e.failure() instanceof Failure.TooManyRequests;
            linking.outside()
                    .note(
                            server.number(),
                            patient,
                            later ? Request.State.WAITING : Request.State.REFUSED,
                            Sessions.words(e.failure()));
        }
    }

    /** Somebody there, and how they compare. */
    private record Candidate(JsonObject patient, Judgement judgement) {
        String reason() {
            return String.join(" · ", judgement.reasons());
        }
    }

    private void decide(Caller by, Server server, String patient, List<Candidate> candidates) {
        List<Candidate> certain = candidates.stream()
                .filter(each -> each.judgement().answer() == Judgement.Answer.LINK)
                .toList();
        if (certain.size() == 1) {
            Candidate one = certain.getFirst();
            linking.outside().link(by, server.number(), patient, id(one.patient()), one.reason());
        } else if (candidates.isEmpty()) {
            linking.outside().note(server.number(), patient, Request.State.NONE, "");
        } else {
            candidates.forEach(each -> linking.outside().ask(server.number(), patient, each.patient(), each.reason()));
            linking.outside().note(server.number(), patient, Request.State.ASKED, "");
        }
    }

    /**
     * Who a person is there.
     *
     * @param certain the ids of those who certainly are
     * @param any whether there is somebody who may be
     */
    record Recognized(List<String> certain, boolean any) {}

    Recognized recognize(Session session, JsonObject person) {
        List<Candidate> candidates = compared(person, found(session, person));
        return new Recognized(
                candidates.stream()
                        .filter(each -> each.judgement().answer() == Judgement.Answer.LINK)
                        .map(each -> id(each.patient()))
                        .toList(),
                !candidates.isEmpty());
    }

    private List<Candidate> compared(JsonObject person, List<JsonObject> found) {
        return found.stream()
                .filter(each -> "Patient".equals(each.text("resourceType")) && !id(each).isEmpty())
                .filter(each -> !(each.get("active") instanceof JsonBoolean active) || active.value())
                .map(each -> new Candidate(
                        each, judge.compare(DemographicsReader.read(person), DemographicsReader.read(each))))
                .filter(each -> each.judgement().answer() != Judgement.Answer.NO)
                .sorted(Comparator.comparingDouble(each -> -each.judgement().bits()))
                .limit(MOST)
                .toList();
    }

    private static List<JsonObject> found(Session session, JsonObject person) {
        if (session.offer().match()) {
            Optional<List<JsonObject>> matched = matched(session, person);
            if (matched.isPresent()) {
                return matched.get();
            }
        }
        Map<String, JsonObject> found = new LinkedHashMap<>();
        for (String query : queries(person)) {
            try {
                session.search("Patient?" + query + "&_count=" + MOST)
                        .forEach(each -> found.putIfAbsent(id(each), each));
            } catch (Failed e) {
                // A server may want more or less to search by than this; the other searches are left.
                if (!(e.failure() instanceof Failure.Invalid)) {
                    throw e;
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** Who it says it may be; empty when it does not take the question. */
    private static Optional<List<JsonObject>> matched(Session session, JsonObject person) {
        JsonObject parameters = JsonObject.builder()
                .add("resourceType", "Parameters")
                .add(
                        "parameter",
                        JsonArray.of(
                                JsonObject.builder()
                                        .add("name", "resource")
                                        .add(
                                                "resource",
                                                Linking.described(person)
                                                        .without("id")
                                                        .with("resourceType", new JsonString("Patient")))
                                        .build(),
                                JsonObject.builder()
                                        .add("name", "count")
                                        .add("valueInteger", JsonNumber.of(MOST))
                                        .build()))
                .build();
        try {
            List<JsonObject> matched = new ArrayList<>();
            session.post("Patient/$match", parameters).objects("entry").forEach(entry -> {
                JsonObject resource = entry.object("resource");
                if (resource != null) {
                    matched.add(resource);
                }
            });
            return Optional.of(matched);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid || e.failure() instanceof Failure.NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** By numbers, by name and birth date in the two ways that servers know. */
    static List<String> queries(JsonObject person) {
        List<String> queries = new ArrayList<>();
        person.objects("identifier").stream()
                .filter(each -> each.text("system") != null && each.text("value") != null)
                .limit(MOST_IDENTIFIERS)
                .forEach(each -> queries.add("identifier=" + escaped(each.text("system") + "|" + each.text("value"))));
        String born = person.text("birthDate");
        if (born == null || born.length() != "2000-01-01".length()) {
            return queries;
        }
        person.objects("name").stream().limit(MOST_NAMES).forEach(name -> {
            String family = name.text("family");
            String given =
                    name.list("given").isEmpty() || !(name.list("given").getFirst() instanceof JsonString(String text))
                            ? null
                            : text;
            if (family != null && given != null) {
                queries.add("family=" + escaped(family) + "&given=" + escaped(given) + "&birthdate=" + born);
            }
            if (family != null) {
                queries.add("name=" + escaped(family) + "&birthdate=" + born);
            }
        });
        return queries;
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String id(JsonObject patient) {
        return Objects.requireNonNullElse(patient.text("id"), "");
    }
}
