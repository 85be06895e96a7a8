package org.throughline.login.smart.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;

/**
 * For whom and what an app is opened.
 *
 * @param patient id of a Patient; null for none
 * @param encounter id of an Encounter of that patient; null for none
 * @param others references to other resources, {@code DiagnosticReport/1}
 * @see <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html">SMART, launch context</a>
 */
public record LaunchContext(
        @Nullable String patient, @Nullable String encounter, List<String> others) {
    /** Of nobody in particular. */
    public static final LaunchContext NONE = new LaunchContext(null, null, List.of());

    public LaunchContext {
        others = List.copyOf(others);
    }

    /** The address of the patient; empty for none. */
    public Set<Long> patientAddress() {
        return patient == null ? Set.of() : Set.of(Address.of("Patient", patient));
    }

    /** Reads the columns {@code patient}, {@code encounter} and {@code context}. */
    static LaunchContext of(ResultSet row) throws SQLException {
        return new LaunchContext(row.getString("patient"), row.getString("encounter"), Sql.texts(row, "context"));
    }

    String[] othersArray() {
        return others.toArray(String[]::new);
    }
}
