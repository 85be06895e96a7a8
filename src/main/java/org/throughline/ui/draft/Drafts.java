package org.throughline.ui.draft;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.throughline.database.Database;
import org.throughline.database.Fragment;
import org.throughline.database.Sql;
import org.throughline.http.Form;
import org.throughline.http.Parameter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The drafts of all authors. Who an author is, is an account's number. */
public final class Drafts {
    private static final int LONGEST = 200_000;
    private static final int MOST = 500;
    private static final int MOST_OF_ALL = 2_000;
    private static final Duration KEPT = Duration.ofDays(90);
    private static final String COLUMNS = "SELECT form, revision, saved, fields FROM draft WHERE author = ?";

    private final Database database;
    private final InstantSource clock;

    public Drafts(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The draft of a form; empty when there is none. */
    public Optional<Draft> find(long author, String key) {
        return database.read(
                connection -> Sql.first(connection, Drafts::draft, COLUMNS + " AND form = ?", author, key));
    }

    /** The drafts of an author whose forms' addresses begin like this, the last kept first. */
    public List<Draft> below(long author, String path) {
        return database.read(connection -> Sql.list(
                connection,
                Drafts::draft,
                COLUMNS + " AND starts_with(form, ?) ORDER BY saved DESC LIMIT " + MOST,
                author,
                path));
    }

    /** The drafts of some authors whose forms' addresses begin like this, by their authors. */
    public Map<Long, List<Draft>> below(Collection<Long> authors, String path) {
        Map<Long, List<Draft>> drafts = new TreeMap<>();
        Fragment sql = Fragment.of(
                "SELECT author, form, revision, saved, fields FROM draft WHERE author = ANY (?::bigint[])"
                        + " AND starts_with(form, ?) ORDER BY saved DESC LIMIT " + MOST_OF_ALL,
                authors.stream().mapToLong(Long::longValue).toArray(),
                path);
        database.read(connection -> {
            try (PreparedStatement select = sql.prepare(connection);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    drafts.computeIfAbsent(row.getLong("author"), author -> new ArrayList<>())
                            .add(draft(row));
                }
            }
            return drafts;
        });
        return drafts;
    }

    /**
     * Keeps what a form holds.
     *
     * @param revision what the author's tab last kept or read; 0 when there was none
     * @return its new revision
     * @throws Failed with {@link Failure.Conflict} when another tab has kept, saved or thrown it away meanwhile, with
     *     {@link Failure.TooLarge} when it is too long or there are too many
     */
    public int keep(long author, String key, int revision, Form form) {
        String fields = text(form);
        if (fields.length() > LONGEST || key.length() > 1_000) {
            throw new Failed(new Failure.TooLarge("This form holds more than can be kept as a draft."));
        }
        Instant now = clock.instant();
        Optional<Integer> kept = database.inTransaction(connection -> revision == 0
                ? Sql.first(
                        connection,
                        row -> row.getInt(1),
                        "INSERT INTO draft (author, form, revision, saved, fields) SELECT ?, ?, 1, ?, ?"
                                + " WHERE (SELECT count(*) FROM draft WHERE author = ?) < " + MOST
                                + " ON CONFLICT (author, form) DO NOTHING RETURNING revision",
                        author,
                        key,
                        now,
                        fields,
                        author)
                : Sql.first(
                        connection,
                        row -> row.getInt(1),
                        "UPDATE draft SET revision = revision + 1, saved = ?, fields = ?"
                                + " WHERE author = ? AND form = ? AND revision = ? RETURNING revision",
                        now,
                        fields,
                        author,
                        key,
                        revision));
        return kept.orElseThrow(() -> new Failed(new Failure.Conflict(
                "This form was changed in another tab or window, or there are too many drafts. It is not kept here.")));
    }

    /** Throws a draft away; for when its form was saved, or its author says so. */
    public void drop(long author, String key) {
        database.inTransaction(
                connection -> Sql.change(connection, "DELETE FROM draft WHERE author = ? AND form = ?", author, key));
    }

    /** Throws away what nobody has touched for a season; run from time to time. */
    public void sweep() {
        Instant before = clock.instant().minus(KEPT);
        database.inTransaction(connection -> Sql.change(connection, "DELETE FROM draft WHERE saved < ?", before));
    }

    private static Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                row.getString("form"),
                row.getInt("revision"),
                Objects.requireNonNull(Sql.instant(row, "saved")),
                form(row.getString("fields")));
    }

    private static String text(Form form) {
        return form.fields().stream()
                .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Form form(String text) {
        List<Parameter> fields = new ArrayList<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.add(new Parameter(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1))));
            }
        }
        return new Form(fields);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
