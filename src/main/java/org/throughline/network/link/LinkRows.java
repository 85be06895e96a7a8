package org.throughline.network.link;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.database.Sql;

/** Rows of {@code link_request}, {@code link_question} and {@code link_message}. */
final class LinkRows {
    private LinkRows() {}

    static void request(
            Connection connection,
            int peer,
            String patient,
            Request.State state,
            String body,
            String words,
            Instant now,
            @Nullable Instant due)
            throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO link_request (peer, patient, state, since, body, words, due) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (peer, patient) DO UPDATE SET state = excluded.state, since = excluded.since,"
                        + " body = excluded.body, words = excluded.words, due = excluded.due",
                peer,
                patient,
                state.name(),
                now,
                body,
                words,
                due);
    }

    static void forget(Connection connection, int peer, String patient) throws SQLException {
        Sql.change(connection, "DELETE FROM link_request WHERE peer = ? AND patient = ?", peer, patient);
    }

    static List<Request> requests(Connection connection, String patient) throws SQLException {
        return Sql.list(
                connection, LinkRows::request, "SELECT * FROM link_request WHERE patient = ? ORDER BY peer", patient);
    }

    static List<Request> due(Connection connection, Instant now) throws SQLException {
        return Sql.list(
                connection,
                LinkRows::request,
                "SELECT * FROM link_request WHERE due <= ? AND peer IN (SELECT peer FROM peer) ORDER BY due LIMIT 20",
                now);
    }

    /** Requests to a server that is no member, which did not answer, and are to be made again. */
    static List<Request> waiting(Connection connection, int peer, Instant now) throws SQLException {
        return Sql.list(
                connection,
                LinkRows::request,
                "SELECT * FROM link_request WHERE peer = ? AND due <= ? ORDER BY due LIMIT 20",
                peer,
                now);
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(
                row.getInt("peer"),
                Objects.requireNonNull(row.getString("patient")),
                Request.State.valueOf(row.getString("state")),
                Objects.requireNonNull(Sql.instant(row, "since")),
                Objects.requireNonNull(row.getString("body")),
                Objects.requireNonNull(row.getString("words")));
    }

    /** Asks somebody here; a question that was open already is asked anew. */
    static void ask(Connection connection, int peer, String theirs, String body, List<String> candidates, Instant now)
            throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO link_question (peer, theirs, body, candidates, asked) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (peer, theirs) DO UPDATE SET body = excluded.body, candidates = excluded.candidates,"
                        + " asked = excluded.asked, decided = NULL, patient = NULL",
                peer,
                theirs,
                body,
                candidates.toArray(String[]::new),
                now);
    }

    static List<Question> open(Connection connection, int most) throws SQLException {
        return Sql.list(
                connection,
                LinkRows::question,
                "SELECT * FROM link_question WHERE decided IS NULL ORDER BY asked LIMIT ?",
                most);
    }

    /** Whether nothing waits any more of what was found at a server about a patient of ours. */
    static boolean isDecided(Connection connection, int peer, String patient) throws SQLException {
        return !Sql.any(
                connection,
                "SELECT 1 FROM link_question WHERE peer = ? AND candidates = ARRAY[?] AND decided IS NULL LIMIT 1",
                peer,
                patient);
    }

    static Optional<Question> openOf(Connection connection, int number) throws SQLException {
        return Sql.first(
                connection,
                LinkRows::question,
                "SELECT * FROM link_question WHERE decided IS NULL AND question = ? FOR UPDATE",
                number);
    }

    private static Question question(ResultSet row) throws SQLException {
        return new Question(
                row.getInt("question"),
                row.getInt("peer"),
                Objects.requireNonNull(row.getString("theirs")),
                Objects.requireNonNull(row.getString("body")),
                Sql.texts(row, "candidates"),
                Objects.requireNonNull(Sql.instant(row, "asked")));
    }

    static void decide(
            Connection connection, int number, @Nullable String patient, Caller by, String reason, Instant now)
            throws SQLException {
        Sql.change(
                connection,
                "UPDATE link_question SET decided = ?, by_id = ?, by_name = ?, patient = ?, reason = ? WHERE question = ?",
                now,
                by.id(),
                by.display(),
                patient,
                reason,
                number);
    }

    static void tell(Connection connection, int peer, Words words, Instant now) throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO link_message (peer, body, due) VALUES (?, ?, ?)",
                peer,
                words.json().toString(),
                now);
    }

    static List<Message> toTell(Connection connection, Instant now) throws SQLException {
        return Sql.list(
                connection,
                row -> new Message(row.getLong("message"), row.getInt("peer"), String.valueOf(row.getString("body"))),
                "SELECT message, peer, body FROM link_message WHERE due <= ? ORDER BY message LIMIT 50",
                now);
    }

    static void told(Connection connection, long message) throws SQLException {
        Sql.change(connection, "DELETE FROM link_message WHERE message = ?", message);
    }

    /** All that is to be told to a member waits. */
    static void postpone(Connection connection, int peer, Instant due) throws SQLException {
        Sql.change(connection, "UPDATE link_message SET due = ? WHERE peer = ?", due, peer);
    }

    /** Something to be told. */
    record Message(long number, int peer, String body) {}
}
