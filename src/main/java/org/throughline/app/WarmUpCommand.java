package org.throughline.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.throughline.access.Scopes;
import org.throughline.database.DatabaseSettings;
import org.throughline.http.HttpSettings;
import org.throughline.keys.SigningKey;
import org.throughline.login.bearer.Tokens;
import picocli.CommandLine.Command;

/**
 * {@code warm-up}: runs the product for a moment on a scratch folder, so that the JVM can record what a start loads.
 * The launcher's {@code build} calls it.
 */
@Command(name = "warm-up", hidden = true, description = "Runs the product once, to record its start-up cache.")
final class WarmUpCommand implements Callable<Integer> {
    private static final int ROUNDS = 100;
    private static final String PATIENT = """
            {"resourceType": "Patient", "id": "p%1$d", "active": true, "birthDate": "1970-01-01",
             "name": [{"family": "Ito", "given": ["Mei"]}],
             "identifier": [{"system": "http://example.org/number", "value": "%1$d"}]}""";
    private static final String OBSERVATION = """
            {"resourceType": "Observation", "status": "final", "subject": {"reference": "Patient/p%1$d"},
             "code": {"coding": [{"system": "http://loinc.org", "code": "8867-4", "display": "Heart rate"}]},
             "effectiveDateTime": "2026-01-02T03:04:05Z",
             "valueQuantity": {"value": 61, "unit": "/min", "system": "http://unitsofmeasure.org", "code": "/min"}}""";
    private static final String TRANSACTION = "{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \"entry\": ["
            + "{\"resource\": " + OBSERVATION + ", \"request\": {\"method\": \"POST\", \"url\": \"Observation\"}}]}";

    /** A little of everything that a busy installation does. */
    private static final List<Step> STEPS = List.of(
            new Step("GET", "/health/ready", ""),
            new Step("GET", "/", ""),
            new Step("GET", "/fhir/metadata", ""),
            new Step("PUT", "/fhir/Patient/p%d", PATIENT),
            new Step("GET", "/fhir/Patient/p%d", ""),
            new Step("POST", "/fhir/Observation", OBSERVATION),
            new Step("POST", "/fhir", TRANSACTION),
            new Step("GET", "/fhir/Patient/p%d/_history", ""),
            new Step("GET", "/fhir/Patient?name=ito&_count=5", ""),
            new Step("GET", "/fhir/Observation?patient=p%d&code=8867-4&_include=Observation:subject", ""),
            new Step("GET", "/fhir/Observation?date=ge2026&_sort=-date&_count=5", ""),
            new Step("GET", "/fhir/Nothing", ""));

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logging.to(Logging.Level.INFO);
        Path folder = Files.createTempDirectory("throughline-warm-up");
        try {
            use(folder);
        } finally {
            delete(folder);
        }
        return Main.DONE;
    }

    private static void use(Path folder) throws IOException, InterruptedException {
        ServeSettings settings = new ServeSettings(
                folder,
                new DatabaseSettings.Embedded(folder),
                HttpSettings.loopback(0),
                HouseRules.DEFAULT,
                Optional.empty(),
                Optional.of("warm-up"));
        try (Product product = Product.start(settings);
                HttpClient client = HttpClient.newHttpClient()) {
            String token = new Tokens(SigningKey.of(folder), Clock.systemUTC())
                    .issue(Scopes.EVERYTHING, Duration.ofMinutes(5))
                    .token();
            for (int round = 0; round < ROUNDS; round++) {
                for (Step step : STEPS) {
                    client.send(step.at(product.address(), token, round), HttpResponse.BodyHandlers.discarding());
                }
            }
        }
    }

    /** One request; {@code %d} in its path and body stands for the number of the round. */
    private record Step(String method, String path, String body) {
        HttpRequest at(String address, String token, int round) {
            return HttpRequest.newBuilder(URI.create(address + path.formatted(round)))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/fhir+json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body.formatted(round)))
                    .build();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }
}
