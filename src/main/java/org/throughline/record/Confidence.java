package org.throughline.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Sensitivity;
import org.throughline.access.place.Law;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;

/**
 * What minors keep from those who act for them: an entry of care to which minors of that age consent by themselves, by the law of the
 * place, gets the label that says so, whoever writes it. It stays when the patient is of age.
 */
final class Confidence {
    private static final String KEPT = Sensitivity.ADOL.name();

    /** Where entries say when the care was given, or else when it was written down. */
    private static final List<String> DATES = List.of(
            "effectiveDateTime",
            "effectiveInstant",
            "performedDateTime",
            "occurrenceDateTime",
            "started",
            "recordedDate",
            "authoredOn",
            "dateAsserted",
            "whenHandedOver",
            "date",
            "sent",
            "issued",
            "created");

    private static final List<String> PERIODS =
            List.of("effectivePeriod", "performedPeriod", "occurrencePeriod", "period");
    private static final int DAY = 10;

    private final Parts parts;
    private final Connection connection;
    private final Map<Long, Optional<LocalDate>> born = new HashMap<>();
    private @Nullable Law law;

    Confidence(Parts parts, Connection connection) {
        this.parts = parts;
        this.connection = connection;
    }

    /** Notes a version of a Patient that this transaction writes. */
    void note(long address, JsonObject patient) {
        born.put(address, day(patient.text("birthDate")));
    }

    /**
     * Whether a resource lacks the label.
     *
     * @param patient the address of the Patient whom it is about; 0 for nobody
     */
    boolean lacks(JsonObject resource, long patient) throws SQLException {
        Set<String> labels = parts.guard().labels(resource);
        if (patient == 0 || labels.contains(KEPT) || Collections.disjoint(labels, Law.CONFIDENTIAL)) {
            return false;
        }
        LocalDate birth = born(patient).orElse(null);
        LocalDate today =
                LocalDate.ofInstant(parts.clock().instant(), parts.clock().getZone());
        return birth != null
                && here().isMinor(birth, today)
                && here().keeps(labels, birth, of(resource).orElse(today)).isPresent();
    }

    /** The resource with the label. */
    JsonObject labelled(JsonObject resource) {
        return parts.guard().labelled(resource, KEPT);
    }

    private Law here() throws SQLException {
        Law here = law;
        if (here == null) {
            here = parts.jurisdiction().here(connection);
            law = here;
        }
        return here;
    }

    private Optional<LocalDate> born(long patient) throws SQLException {
        Optional<LocalDate> known = born.get(patient);
        if (known == null) {
            known = Sql.first(
                            connection,
                            row -> row.getBytes(1),
                            "SELECT body FROM resource WHERE resource = ? AND origin = 0 AND body IS NOT NULL",
                            patient)
                    .flatMap(body -> day(parts.bodies().open(body).text("birthDate")));
            born.put(patient, known);
        }
        return known;
    }

    /** The day on which the care was given, as far as the entry says. */
    private static Optional<LocalDate> of(JsonObject resource) {
        Stream<String> periods = PERIODS.stream()
                .map(resource::object)
                .filter(Objects::nonNull)
                .flatMap(period -> Stream.ofNullable(period.text("start")));
        return Stream.concat(periods, DATES.stream().map(resource::text).filter(Objects::nonNull))
                .map(Confidence::day)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The first day of a FHIR date, or of what a moment is on; empty when it is none. */
    private static Optional<LocalDate> day(@Nullable String date) {
        if (date == null || date.length() < 4) {
            return Optional.empty();
        }
        String day = date.length() >= DAY ? date.substring(0, DAY) : date + (date.length() == 4 ? "-01-01" : "-01");
        try {
            return Optional.of(LocalDate.parse(day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
