package org.throughline.app.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** A client of the FHIR API. */
final class Client {
    private final String address;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Client(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** One request; {@code target} is below {@code /fhir/}, or a whole address as a link gives it. */
    record Call(String method, String target, byte[] body) {
        static Call get(String target) {
            return new Call("GET", target, new byte[0]);
        }
    }

    record Reply(byte[] body, Optional<String> location) {}

    /**
     * @throws Failed with {@link Failure.Unavailable} when the answer is no success: then there is nothing to measure
     */
    Reply send(Call call) throws IOException, InterruptedException {
        String target = call.target().startsWith("http") ? call.target() : address + "/fhir/" + call.target();
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(target))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/fhir+json")
                        .method(
                                call.method(),
                                call.body().length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(call.body()))
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new Failed(new Failure.Unavailable(
                    "%s %s was answered with %d.".formatted(call.method(), target, answer.statusCode())));
        }
        return new Reply(answer.body(), answer.headers().firstValue("Location"));
    }
}
