package org.throughline.rest;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.throughline.fhir.json.JsonObject;
import org.throughline.http.Answer;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.bundle.Entry;

/** Runs entries of a bundle as calls of their own and writes what they answered into the response bundle. */
final class Subcalls {
    private final Parts parts;
    private final Audited audited;

    Subcalls(Parts parts, Audited audited) {
        this.parts = parts;
        this.audited = audited;
    }

    /** Runs an entry; a failure becomes the entry's outcome. */
    void answer(Call bundleCall, Entry entry, BundleWriter bundle) {
        try {
            Answer answer = audited.answer(call(bundleCall, entry));
            byte[] body = entry.method().equals("HEAD") ? new byte[0] : answer.content();
            JsonObject.Builder response =
                    JsonObject.builder().add("status", answer.status() + " " + Transaction.phrase(answer.status()));
            header(answer, "Location").ifPresent(location -> response.add("location", relative(location)));
            header(answer, "ETag").ifPresent(etag -> response.add("etag", etag));
            header(answer, "Last-Modified").ifPresent(time -> response.add("lastModified", instant(time)));
            bundle.entry(null, body.length == 0 ? null : body, JsonObject.of("response", response.build()));
        } catch (Failed e) {
            bundle.entry(null, null, JsonObject.of("response", refusal(e.failure())));
        } catch (RuntimeException | StackOverflowError e) {
            // The entries before this one are done, and their answers must arrive.
            bundle.entry(null, null, JsonObject.of("response", refusal(Faults.internal(e))));
        }
    }

    private static JsonObject refusal(Failure failure) {
        int status = Outcomes.status(failure);
        return JsonObject.builder()
                .add("status", status + " " + Transaction.phrase(status))
                .add("outcome", Outcomes.of(failure))
                .build();
    }

    private static String instant(String httpDate) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate))
                .toString();
    }

    private static String method(Entry entry) {
        if (entry.method().isEmpty()) {
            throw new Failed(new Failure.Malformed(
                    "required", entry.place() + ".request.method", "The entry needs a request with a method."));
        }
        return entry.method().equals("HEAD") ? "GET" : entry.method();
    }

    private Call call(Call bundleCall, Entry entry) {
        return new Call(
                bundleCall.caller(),
                method(entry),
                entry.url(),
                Place.of(entry.path(), parts.types()),
                Request.parseForm(entry.query()),
                new Conditions(
                        Optional.ofNullable(entry.ifMatch()),
                        Optional.ofNullable(entry.ifNoneMatch()),
                        Optional.ofNullable(entry.ifNoneExist()),
                        Optional.ofNullable(entry.ifModifiedSince())),
                bundleCall.prefer(),
                Format.DEFAULT,
                new Body(entry));
    }

    private record Body(Entry entry) implements Call.Content {
        @Override
        public String mediaType() {
            return "application/fhir+json";
        }

        @Override
        public byte[] bytes() {
            return entry.resource();
        }
    }

    private String relative(String location) {
        String base = parts.settings().base() + "/";
        return location.startsWith(base) ? location.substring(base.length()) : location;
    }

    private static Optional<String> header(Answer answer, String name) {
        return answer.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Answer.Header::value)
                .findFirst();
    }
}
