package org.throughline.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.throughline.access.Caller;
import org.throughline.access.Mandate;
import org.throughline.database.Fragment;
import org.throughline.database.Pipeline;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Refuses to write into a chart that has moved to another practice, whoever writes and whichever way it comes. What is let
 * through: the practice's own work about the patient ({@link #OWN_WORK}), what arrives for the patient and what finishes
 * something that was begun before ({@link Late}; results and documents that a program delivers by itself arrive too), what
 * the product does by itself, and import, which keeps versions as they are elsewhere. Nothing of it is deleted before the time
 * that the law sets for keeping it, by whomever. Whoever closes a chart locks its Patient; the lock here waits for that, and the
 * question comes after it.
 */
final class MovedCheck {
    /** What goes on about somebody whose chart is elsewhere: work, messages, permissions, money, and where things came from. */
    private static final Set<String> OWN_WORK = Set.of(
            "Task",
            "Communication",
            "CommunicationRequest",
            "Consent",
            "Provenance",
            "AuditEvent",
            "Account",
            "ChargeItem",
            "Claim",
            "ClaimResponse",
            "ExplanationOfBenefit",
            "Invoice",
            "PaymentNotice",
            "PaymentReconciliation",
            "Coverage",
            "CoverageEligibilityRequest",
            "CoverageEligibilityResponse");

    /** What programs of laboratories, imaging and pharmacies deliver by themselves, each of which somebody is to hand on. */
    private static final Set<String> DELIVERED = Set.of(
            "Observation", "DiagnosticReport", "ImagingStudy", "Media", "DocumentReference", "MedicationDispense");

    /** What belongs to these. */
    private static final Set<String> DELIVERED_WITH = Set.of("Binary", "Specimen");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);

    private final Late late;
    private final boolean product;
    private final boolean program;
    private final Set<Long> entered = new TreeSet<>();
    private final Set<Long> deleted = new TreeSet<>();
    private final List<Moved.Arrival> arrived = new ArrayList<>();

    MovedCheck(Caller caller, Late late) {
        Mandate mandate = caller.mandate();
        this.late = late;
        this.product = !caller.rights().bound() && !caller.hasAccount() && mandate == null;
        this.program = mandate != null && mandate.isOfProgram();
    }

    /** Takes note of a version that this transaction writes. */
    void note(Intent intent, Version version) {
        Stored stored = version.stored();
        Present before = version.previous();
        if (intent instanceof Intent.Keep || OWN_WORK.contains(stored.type())) {
            return;
        }
        note(stored, stored.patient());
        if (before != null && before.patient() != stored.patient()) {
            note(stored, before.patient());
        }
    }

    private void note(Stored stored, long patient) {
        if (patient == 0) {
            return;
        }
        boolean delivered = program && (DELIVERED.contains(stored.type()) || DELIVERED_WITH.contains(stored.type()));
        if (stored.deleted()) {
            deleted.add(patient);
        } else if (late == Late.ARRIVES || delivered) {
            if (DELIVERED.contains(stored.type())) {
                arrived.add(new Moved.Arrival(patient, stored.address()));
            }
        } else if (!product && late == Late.NOT) {
            entered.add(patient);
        }
    }

    /** Adds the check to the last statements; sending them fails when something was written that may not be. */
    void add(Pipeline pipeline, LocalDate today) {
        Set<Long> all = new TreeSet<>(entered);
        all.addAll(deleted);
        arrived.forEach(each -> all.add(each.patient()));
        if (all.isEmpty()) {
            return;
        }
        pipeline.add(
                "SELECT 1 FROM resource WHERE resource = ANY (?::bigint[]) ORDER BY resource FOR KEY SHARE",
                addresses(all));
        refuse(
                pipeline,
                Fragment.of(
                        "SELECT receiver, day, NULL::date AS kept_until FROM moved_chart WHERE patient = ANY (?::bigint[]) LIMIT 1",
                        addresses(entered)),
                entered,
                row -> "This patient’s chart moved to " + row.getString(1) + " on " + day(row, 2)
                        + " and is closed here. Enter it there. When the patient is back, a manager or the privacy officer"
                        + " opens the chart again, at the transfer of the chart.");
        refuse(
                pipeline,
                Fragment.of(
                                "SELECT receiver, day, kept_until FROM moved_chart WHERE patient = ANY (?::bigint[])",
                                addresses(deleted))
                        .add(" AND coalesce(kept_until, 'infinity') >= ?::date LIMIT 1", today.toString()),
                deleted,
                row -> "This patient’s chart moved to " + row.getString(1) + " on " + day(row, 2) + "; it is kept here "
                        + (row.getObject(3) == null ? "" : "until " + day(row, 3) + " at least, ")
                        + "as the law asks. Nothing of it is deleted.");
        if (!arrived.isEmpty()) {
            pipeline.add(
                    "INSERT INTO moved_arrival (resource, patient) SELECT r, p FROM unnest(?::bigint[], ?::bigint[]) AS n (r, p)"
                            + " WHERE EXISTS (SELECT 1 FROM moved_chart WHERE patient = p) ON CONFLICT DO NOTHING",
                    arrived.stream().mapToLong(Moved.Arrival::resource).toArray(),
                    arrived.stream().mapToLong(Moved.Arrival::patient).toArray());
        }
    }

    private static String day(ResultSet row, int column) throws SQLException {
        return DAY.format(Objects.requireNonNull(row.getObject(column, LocalDate.class)));
    }

    /** Says why, from the row of the chart. */
    @FunctionalInterface
    private interface Why {
        String of(ResultSet row) throws SQLException;
    }

    private static void refuse(Pipeline pipeline, Fragment sql, Set<Long> patients, Why why) {
        if (!patients.isEmpty()) {
            pipeline.checked(
                    (rows, count) -> {
                        if (rows != null && rows.next()) {
                            throw new Failed(new Failure.Conflict(why.of(rows)));
                        }
                    },
                    sql);
        }
    }

    private static long[] addresses(Collection<Long> patients) {
        return patients.stream().mapToLong(Long::longValue).toArray();
    }
}
