package org.throughline.clinic.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.AuditEntry;
import org.throughline.audit.AuditEvents;
import org.throughline.audit.AuditQuery;
import org.throughline.http.Answer;
import org.throughline.http.Request;
import org.throughline.kernel.Address;
import org.throughline.privacy.trail.PlainWords;
import org.throughline.ui.Csv;
import org.throughline.ui.Visit;

/** The trail, page by page and as a file. */
final class TrailPages {
    private static final int PAGE = 100;
    private static final int MOST_IN_FILE = 200_000;
    private static final int MOST_NAMED = 2;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss", Locale.ENGLISH);

    private final PrivacyDesk desk;
    private final AuditEvents events;
    private final ZoneId zone;

    TrailPages(PrivacyDesk desk) {
        this.desk = desk;
        this.events = desk.events();
        this.zone = desk.dates().zone();
    }

    TrailView page(Visit visit) {
        Request request = visit.request();
        Caller caller = visit.caller();
        TrailView.Filters filters = filters(request);
        String find = value(request, "find");
        List<TrailView.Pick> picks = find.isEmpty()
                ? List.of()
                : desk.find(caller, find).stream()
                        .map(pick -> new TrailView.Pick(pick, "/privacy?" + encoded(filters.of(pick.id()))))
                        .toList();
        List<AuditEntry> found = new ArrayList<>(events.find(query(filters, PAGE + 1, before(request))));
        boolean more = found.size() > PAGE;
        List<AuditEntry> shown = found.subList(0, Math.min(PAGE, found.size()));
        String next = more
                ? "/privacy?" + encoded(filters) + "&before=" + shown.getLast().number()
                : "";
        Set<Long> addresses = shown.stream()
                .flatMap(entry -> entry.patients().stream().sorted().limit(MOST_NAMED))
                .collect(Collectors.toSet());
        Map<Long, PatientPick> people = desk.people(caller, addresses);
        List<TrailView.Row> rows =
                sorted(shown.stream().map(entry -> row(entry, people)).toList(), filters.sort());
        PatientPick patient = filters.patient().isEmpty() ? null : desk.patient(caller, filters.patient());
        return new TrailView(rows, filters, find, picks, patient, "/privacy/trail.csv?" + encoded(filters), next);
    }

    /** All of it, the newest first, written while it is read. */
    Answer file(Request request) {
        TrailView.Filters filters = filters(request);
        query(filters, 1, Long.MAX_VALUE);
        return new Answer(
                200,
                List.of(
                        new Answer.Header("Content-Type", "text/csv; charset=utf-8"),
                        new Answer.Header("Content-Disposition", "attachment; filename=\"trail.csv\"")),
                new Answer.Stream(out -> write(out, filters)));
    }

    private void write(OutputStream out, TrailView.Filters filters) throws IOException {
        out.write(line("number", "time", "who", "account", "role", "what", "why", "status", "request"));
        long before = Long.MAX_VALUE;
        int written = 0;
        List<AuditEntry> found = events.find(query(filters, PAGE * 10, before));
        while (!found.isEmpty() && written < MOST_IN_FILE) {
            for (AuditEntry entry : found) {
                out.write(line(
                        Long.toString(entry.number()),
                        entry.at().toString(),
                        entry.agent().display(),
                        entry.agent().name(),
                        entry.agent().capacity().roles(),
                        PlainWords.what(entry),
                        PlainWords.why(entry.purpose()),
                        Integer.toString(entry.status()),
                        entry.target()));
                before = entry.number();
                written++;
            }
            found = events.find(query(filters, PAGE * 10, before));
        }
    }

    private static byte[] line(String... cells) {
        return Csv.line(cells).getBytes(UTF_8);
    }

    private TrailView.Row row(AuditEntry entry, Map<Long, PatientPick> people) {
        return new TrailView.Row(
                TIME.withZone(zone).format(entry.at()),
                entry.agent().display(),
                entry.agent().name(),
                entry.agent().capacity().roles(),
                patients(entry, people),
                PlainWords.what(entry),
                entry.target(),
                PlainWords.why(entry.purpose()),
                entry.status());
    }

    /** {@code MARLOWE, Ada; ITO, Ben and 12 more}. */
    private static String patients(AuditEntry entry, Map<Long, PatientPick> people) {
        String named = entry.patients().stream()
                .sorted()
                .limit(MOST_NAMED)
                .map(people::get)
                .filter(Objects::nonNull)
                .map(PatientPick::name)
                .collect(Collectors.joining("; "));
        int more = entry.patients().size() - MOST_NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    /** Rows come by time, the newest first. */
    private static List<TrailView.Row> sorted(List<TrailView.Row> rows, String by) {
        Function<TrailView.Row, String> key = switch (by) {
            case "who" -> TrailView.Row::who;
            case "what" -> TrailView.Row::what;
            case "why" -> TrailView.Row::why;
            default -> ignored -> "";
        };
        return rows.stream().sorted(Comparator.comparing(key)).toList();
    }

    private static TrailView.Filters filters(Request request) {
        return new TrailView.Filters(
                value(request, "patient"),
                value(request, "who"),
                value(request, "from"),
                value(request, "until"),
                value(request, "sort"));
    }

    private static String value(Request request, String name) {
        return request.parameter(name).orElse("").strip();
    }

    private static long before(Request request) {
        String text = value(request, "before");
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
    }

    private AuditQuery query(TrailView.Filters filters, int count, long before) {
        Long patient = filters.patient().isEmpty() ? null : Address.of("Patient", filters.patient());
        String who = filters.who().isEmpty() ? null : filters.who();
        return new AuditQuery(
                        day("from", filters.from(), 0), day("until", filters.until(), 1), patient, who, count, before)
                .with(patient == null ? Set.of() : desk.former(filters.patient()));
    }

    private @Nullable Instant day(String name, String text, int after) {
        if (text.isEmpty()) {
            return null;
        }
        return desk.day(text, name).plusDays(after).atStartOfDay(zone).toInstant();
    }

    private static String encoded(TrailView.Filters filters) {
        return "patient=" + encoded(filters.patient()) + "&who=" + encoded(filters.who()) + "&from="
                + encoded(filters.from()) + "&until=" + encoded(filters.until()) + "&sort=" + encoded(filters.sort());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
