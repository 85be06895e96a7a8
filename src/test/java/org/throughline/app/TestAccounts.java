package org.throughline.app;

import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;

/** People of a test's product, who log in with the administrator's password. */
public record TestAccounts(TestProduct product) {

    /** Somebody of the staff, who is this Practitioner. */
    public void staff(String name, String display, String practitioner, String role) {
        account("STAFF", name, display, "Practitioner", practitioner);
        give(name, role, null);
    }

    /** A patient. */
    public void patient(String name, String display, String patient) {
        account("PATIENT", name, display, "Patient", patient);
        give(name, "patient", patient);
    }

    /** Somebody who acts for a patient, as this RelatedPerson. */
    public void proxy(String name, String display, String relatedPerson, String role, String patient) {
        account("PROXY", name, display, "RelatedPerson", relatedPerson);
        give(name, role, patient);
    }

    private void account(String kind, String name, String display, String type, String id) {
        product.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "INSERT INTO account (kind, name, display, subject_type, subject_id, password, created)"
                                + " SELECT ?, ?, ?, ?, ?, password, created FROM account WHERE name = 'admin'",
                        kind,
                        name,
                        display,
                        type,
                        id));
    }

    private void give(String name, String role, @Nullable String patient) {
        product.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "INSERT INTO held_role (account, role, patient, site) SELECT a.account, r.role, ?,"
                                + " CASE WHEN a.kind = 'STAFF' THEN 'clinic' END FROM account a, role r"
                                + " WHERE a.name = ? AND r.code = ?",
                        patient,
                        name,
                        role));
    }

    /** The name by which the trail knows somebody. */
    public String agent(String name) {
        return "account/"
                + product.database()
                        .<Long>read(connection -> Sql.first(
                                        connection,
                                        row -> row.getLong(1),
                                        "SELECT account FROM account WHERE name = ?",
                                        name)
                                .orElseThrow());
    }
}
