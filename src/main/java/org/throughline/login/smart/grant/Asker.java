package org.throughline.login.smart.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Purpose;

/**
 * For whom a member of the network asks, as it says itself.
 *
 * @param name of a person, as people read it; empty when the organization's own program asks
 * @param role what they are there, in words or as a code; empty when that is not known
 * @param purpose why
 */
public record Asker(String name, String role, Purpose purpose) {
    private static final int LONGEST = 120;

    /** Longer texts are cut, and what would break a line is left out. */
    public Asker {
        name = plain(name);
        role = plain(role);
    }

    private static String plain(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    /** Who it is, with the organization: {@code Ana Ruiz, Heart Center}. */
    public String of(String organization) {
        return name.isEmpty() ? organization : name + ", " + organization;
    }

    /** Who and why, for the trail. */
    String words() {
        return (name.isEmpty() ? "itself" : role.isEmpty() ? name : name + ", " + role) + ", " + purpose;
    }

    /** Whoever a row of a token names; null when it names nobody. */
    static @Nullable Asker of(ResultSet row) throws SQLException {
        String purpose = row.getString("purpose");
        return purpose == null
                ? null
                : new Asker(row.getString("asker"), row.getString("asker_role"), Purpose.valueOf(purpose));
    }
}
