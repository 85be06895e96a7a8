package org.throughline.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.throughline.app.bench.Client.Call;
import org.throughline.app.bench.Known.Person;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/** Posts bundles, several at a time, and remembers what was made. */
final class Loader {
    private static final int AT_ONCE = 4;
    private static final int OBSERVATIONS_OF_EACH = 200;

    private final Client client;
    private final AtomicLong resources = new AtomicLong();
    private final ConcurrentLinkedQueue<Person> patients = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> observations = new ConcurrentLinkedQueue<>();

    Loader(Client client) {
        this.client = client;
    }

    void load(Bundles bundles) throws IOException, InterruptedException {
        for (Path file : bundles.first()) {
            post(file);
        }
        ConcurrentLinkedQueue<Path> left = new ConcurrentLinkedQueue<>(bundles.patients());
        Crew.of(AT_ONCE, () -> {
            for (Path file = left.poll(); file != null; file = left.poll()) {
                post(file);
            }
        });
    }

    long resources() {
        return resources.get();
    }

    Known known() {
        return new Known(
                patients.stream().sorted((a, b) -> a.id().compareTo(b.id())).toList(),
                observations.stream().sorted().toList());
    }

    private void post(Path file) throws IOException, InterruptedException {
        byte[] body = Files.readAllBytes(file);
        List<JsonObject> answers = JsonReader.readObject(
                        client.send(new Call("POST", "", body)).body())
                .objects("entry");
        resources.addAndGet(answers.size());
        List<String> made = new ArrayList<>();
        for (JsonObject answer : answers) {
            made.add(String.valueOf(
                    Objects.requireNonNull(answer.object("response")).text("location")));
        }
        made.stream()
                .filter(location -> location.contains("Observation/"))
                .limit(OBSERVATIONS_OF_EACH)
                .forEach(location -> observations.add(id(location)));
        if (made.getFirst().contains("Patient/")) {
            patients.add(person(id(made.getFirst()), firstResource(body)));
        }
    }

    private static JsonObject firstResource(byte[] bundle) {
        JsonObject first = JsonReader.readObject(bundle).objects("entry").getFirst();
        return Objects.requireNonNull(first.object("resource"));
    }

    private static Person person(String id, JsonObject patient) {
        JsonObject name = patient.objects("name").getFirst();
        String given = name.list("given").getFirst().toString().replace("\"", "");
        return new Person(id, String.valueOf(name.text("family")), given, String.valueOf(patient.text("birthDate")));
    }

    /** {@code Type/id/_history/version} gives the id. */
    static String id(String location) {
        String resource = location.replaceFirst("/_history/.*", "");
        return resource.substring(resource.lastIndexOf('/') + 1);
    }
}
