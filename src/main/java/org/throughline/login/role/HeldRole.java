package org.throughline.login.role;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;
import org.throughline.login.account.Subject;

/**
 * A role that an account has.
 *
 * @param number stands for it elsewhere; 0 for one that is not stored yet
 * @param role the role's number
 * @param site the id of the Organization at which it is held; null for none
 * @param toldBy the PractitionerRole or RelatedPerson that tells of it in the record; null for none
 * @param patient the id of the Patient for whom it is held; null for none
 * @param until when it ends; null when it does not end by itself
 */
public record HeldRole(
        long number,
        int role,
        @Nullable String site,
        @Nullable Subject toldBy,
        @Nullable String patient,
        @Nullable Instant until) {
    static final String COLUMNS = "h.held, h.role, h.site, h.told_by, h.patient, h.until";

    /** A role that is to be given, at no site and for nobody in particular. */
    public static HeldRole of(Role role) {
        return new HeldRole(0, role.number(), null, null, null, null);
    }

    /** This role, held at a site. */
    public HeldRole at(String organization) {
        return new HeldRole(number, role, organization, toldBy, patient, until);
    }

    /** This role, held for a patient. */
    public HeldRole forPatient(String id) {
        return new HeldRole(number, role, site, toldBy, id, until);
    }

    /** This role, held until then. */
    public HeldRole until(@Nullable Instant end) {
        return new HeldRole(number, role, site, toldBy, patient, end);
    }

    /** This role, of which a resource tells. */
    public HeldRole toldBy(@Nullable Subject teller) {
        return new HeldRole(number, role, site, teller, patient, until);
    }

    static HeldRole of(ResultSet row) throws SQLException {
        String toldBy = row.getString("told_by");
        return new HeldRole(
                row.getLong("held"),
                row.getInt("role"),
                row.getString("site"),
                toldBy == null ? null : Subject.parse(toldBy),
                row.getString("patient"),
                Sql.instant(row, "until"));
    }
}
