package org.throughline.privacy.place;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Sensitivity;
import org.throughline.access.place.Law;
import org.throughline.access.place.PlaceRules;
import org.throughline.access.place.Rule;
import org.throughline.access.place.Subject;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;
import org.throughline.record.Bodies;

/** What the law of the place asks for, here and where something goes. The one place that decides it. */
public final class PlaceLaw {
    private static final int LONGEST = 500;
    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("arizona", "AZ"),
            Map.entry("california", "CA"),
            Map.entry("colorado", "CO"),
            Map.entry("florida", "FL"),
            Map.entry("illinois", "IL"),
            Map.entry("massachusetts", "MA"),
            Map.entry("minnesota", "MN"),
            Map.entry("new york", "NY"),
            Map.entry("oregon", "OR"),
            Map.entry("pennsylvania", "PA"),
            Map.entry("texas", "TX"),
            Map.entry("washington", "WA"));

    private final Database database;
    private final Bodies bodies;
    private final Acts acts;
    private final Clock clock;
    private final PlaceRules rules = PlaceRules.shipped();

    /** Decides by the addresses of Organizations: our own is the one of the setting. */
    public PlaceLaw(Database database, Bodies bodies, Acts acts, Clock clock) {
        this.database = database;
        this.bodies = bodies;
        this.acts = acts;
        this.clock = clock;
    }

    /** The table. */
    public PlaceRules rules() {
        return rules;
    }

    /** The law here. */
    public Law here() {
        return database.read(this::here);
    }

    /** The same, for whoever has a transaction. */
    public Law here(Connection connection) throws SQLException {
        String ourselves = Settings.of(connection, Setting.ORGANIZATION);
        return rules.of(
                state(connection, ourselves),
                site(connection).stream().map(SiteRule::rule).toList());
    }

    /**
     * The law of something that goes to another organization: the stricter of both places.
     *
     * @param organization the id of its Organization here; empty when it has none
     * @param place the state in which it is said to be; empty for as its Organization says
     */
    public Law towards(String organization, String place) {
        return database.read(connection -> towards(connection, organization, place));
    }

    private Law towards(Connection connection, String organization, String place) throws SQLException {
        String theirs = place.isEmpty() ? state(connection, organization) : place;
        return here(connection).and(rules.of(theirs, List.of()));
    }

    /** Kinds of sensitive information that go to another organization only by a consent that names them, by label. */
    public Set<String> namedOnly(Connection connection, String organization) throws SQLException {
        return towards(connection, organization, "").consents().keySet();
    }

    /** In which state an Organization is, by its address; empty when that does not say it. */
    private String state(Connection connection, String organization) throws SQLException {
        Optional<byte[]> body = organization.isEmpty()
                ? Optional.empty()
                : Sql.first(
                        connection,
                        row -> row.getBytes(1),
                        "SELECT body FROM resource WHERE resource = ? AND origin = 0 AND body IS NOT NULL",
                        Address.of("Organization", organization));
        return body.flatMap(each -> bodies.open(each).objects("address").stream()
                        .map(address -> address.text("state"))
                        .filter(Objects::nonNull)
                        .findFirst())
                .map(PlaceLaw::letters)
                .orElse("");
    }

    private static String letters(String state) {
        String text = state.strip();
        String named = STATES.get(text.toLowerCase(Locale.ROOT));
        return named != null ? named : text.length() == 2 ? text.toUpperCase(Locale.ROOT) : "";
    }

    /** What the site has set for itself. */
    public List<SiteRule> site() {
        return database.read(PlaceLaw::site);
    }

    private static List<SiteRule> site(Connection connection) throws SQLException {
        return Sql.list(
                connection, PlaceLaw::row, "SELECT * FROM place_rule WHERE ended IS NULL ORDER BY subject, kind");
    }

    private static SiteRule row(ResultSet row) throws SQLException {
        java.time.Instant at = Objects.requireNonNull(Sql.instant(row, "made"));
        String by = row.getString("display");
        return new SiteRule(
                row.getLong("place_rule"),
                new Rule(
                        Rule.SITE,
                        Subject.valueOf(row.getString("subject")),
                        row.getString("kind"),
                        row.getString("value"),
                        row.getString("words"),
                        by,
                        "",
                        LocalDate.ofInstant(at, java.time.ZoneOffset.UTC)),
                row.getString("reason"),
                by,
                at);
    }

    /**
     * What a site sets.
     *
     * @param value a number; for {@link Subject#CONSENT} empty for "must be named" and {@code off} for "need not"
     * @param words what it says
     * @param reason why
     */
    public record Wish(Subject subject, String kind, String value, String words, String reason) {}

    /**
     * Sets a rule for the site, in place of the one that it had and of what the table says.
     *
     * @throws Failed with {@link Failure.Invalid} naming the field
     */
    public void set(Caller by, Wish wish) {
        require(by);
        check("words", wish.words());
        check("reason", wish.reason());
        boolean number = wish.value().matches("[0-9]{1,5}");
        boolean fits = wish.subject().isNumbered()
                ? number
                : wish.value().isEmpty() || wish.value().equals("off");
        if (!fits) {
            throw invalid("value", "Give a number, where the rule has one.");
        }
        if (wish.subject() == Subject.CONSENT && !isSensitivity(wish.kind())) {
            throw invalid("kind", "Choose the kind of sensitive information.");
        }
        boolean federal = wish.subject() == Subject.CONSENT
                && wish.value().equals("off")
                && List.of("ETH", "PSYTHPN").contains(wish.kind());
        if (federal) {
            throw invalid("kind", "Federal law asks for this consent; a site cannot do without it.");
        }
        if (wish.kind().length() > 40) {
            throw invalid("kind", "Write 40 letters at most.");
        }
        acts.act(
                by,
                Action.CHANGE_SETTING,
                "rule of the place: " + wish.subject().words(),
                connection -> {
                    Sql.change(
                            connection,
                            "UPDATE place_rule SET ended = ?, ended_by = ? WHERE subject = ? AND kind = ? AND ended IS NULL",
                            clock.instant(),
                            by.display(),
                            wish.subject().name(),
                            wish.kind());
                    return Sql.change(
                            connection,
                            "INSERT INTO place_rule (subject, kind, value, words, reason, agent, display, made)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                            wish.subject().name(),
                            wish.kind(),
                            wish.value(),
                            wish.words().strip(),
                            wish.reason().strip(),
                            by.id(),
                            by.display(),
                            clock.instant());
                });
    }

    /** Ends a rule of the site: what the table says counts again. */
    public void end(Caller by, long number) {
        require(by);
        acts.act(
                by,
                Action.CHANGE_SETTING,
                "rule of the place ended",
                connection -> Sql.change(
                        connection,
                        "UPDATE place_rule SET ended = ?, ended_by = ? WHERE place_rule = ? AND ended IS NULL",
                        clock.instant(),
                        by.display(),
                        number));
    }

    private static boolean isSensitivity(String kind) {
        return java.util.Arrays.stream(Sensitivity.values())
                .anyMatch(each -> each.name().equals(kind));
    }

    private static void check(String field, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw invalid(field, "Say what the rule is and why, in " + LONGEST + " letters each at most.");
        }
    }

    private static Failed invalid(String field, String what) {
        return new Failed(new Failure.Invalid("value", field, what));
    }

    private static void require(Caller by) {
        if (!by.may(Duty.PRIVACY) && !by.may(Duty.SETTINGS)) {
            throw new Failed(new Failure.Forbidden("Only the privacy officer and administrators set rules."));
        }
    }

    /**
     * Why kinds of sensitive information go to an organization only when a written request names them, by label; otherwise as
     * {@link #towards}.
     */
    public Map<String, String> asked(String organization, String place) {
        Map<String, String> asked = new java.util.TreeMap<>();
        towards(organization, place).consents().forEach((kind, rule) -> asked.put(kind, rule.words()));
        return asked;
    }
}
