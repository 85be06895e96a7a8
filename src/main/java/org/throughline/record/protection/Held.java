package org.throughline.record.protection;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Sensitivity;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;

/**
 * What is held from its patient for a time: a result with HL7's security label for what is to be told in a talk first. The
 * label carries the end within it. A report holds its values with it, and a value those that are its parts. Pure.
 *
 * @see <a href="https://terminology.hl7.org/CodeSystem-v3-ActCode.html">TABOO</a>
 */
public final class Held {
    /** Its code among {@link Sensitivity#SYSTEM}. */
    public static final String CODE = "TABOO";

    /** The extension of the label that tells of the hold. */
    public static final String EXTENSION = "urn:throughline:held";

    /** The part of it that is the first moment at which the result is shown. */
    public static final String UNTIL = "until";

    /** So long at most after its last change; that long where the label names no end. */
    public static final Duration LONGEST = Duration.ofDays(30);

    static final Set<String> TYPES = Set.of("DiagnosticReport", "Observation");

    private Held() {}

    /** The label of a result; null when it carries none. */
    public static @Nullable JsonObject label(JsonObject resource) {
        return meta(resource).objects("security").stream()
                .filter(Held::isLabel)
                .findFirst()
                .orElse(null);
    }

    /** Whether a coding is the label. */
    public static boolean isLabel(JsonObject coding) {
        return CODE.equals(coding.text("code")) && Sensitivity.SYSTEM.equals(coding.text("system"));
    }

    /** The first moment at which a result is shown, which may be over; empty when it was never held. */
    public static Optional<Instant> until(JsonObject resource) {
        JsonObject label = label(resource);
        if (label == null) {
            return Optional.empty();
        }
        Instant last = instant(meta(resource).text("lastUpdated"))
                .orElse(Instant.EPOCH)
                .plus(LONGEST);
        return Optional.of(end(label).filter(each -> each.isBefore(last)).orElse(last));
    }

    private static Optional<Instant> end(JsonObject label) {
        return label.objects("extension").stream()
                .filter(each -> EXTENSION.equals(each.text("url")))
                .flatMap(each -> each.objects("extension").stream())
                .filter(each -> UNTIL.equals(each.text("url")))
                .flatMap(each -> instant(each.text("valueDateTime")).stream())
                .findFirst();
    }

    static List<ProtectionRows.Held> rows(JsonObject resource, References references) {
        if (!TYPES.contains(String.valueOf(resource.text("resourceType")))) {
            return List.of();
        }
        return until(resource)
                .map(until -> ChronoUnit.MICROS.between(Instant.EPOCH, until))
                .map(until -> Stream.concat(
                                Stream.of(Address.of(
                                        String.valueOf(resource.text("resourceType")),
                                        String.valueOf(resource.text("id")))),
                                parts(resource, references))
                        .distinct()
                        .map(target -> new ProtectionRows.Held(target, until))
                        .toList())
                .orElse(List.of());
    }

    private static Stream<Long> parts(JsonObject resource, References references) {
        return Stream.of("result", "hasMember")
                .flatMap(each -> resource.objects(each).stream())
                .flatMap(each -> Stream.ofNullable(each.text("reference")))
                .flatMap(each -> Stream.ofNullable(references.local(each)))
                .map(each -> Address.of(each.type(), each.id()));
    }

    private static Optional<Instant> instant(@Nullable String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static JsonObject meta(JsonObject resource) {
        return Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY);
    }
}
