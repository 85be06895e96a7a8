package org.throughline.clinic.imaging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Concept;
import org.throughline.care.imaging.ExamOrder;
import org.throughline.care.imaging.SecondReadings;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.clinic.PatientList;
import org.throughline.clinic.PatientNames;
import org.throughline.kernel.Address;
import org.throughline.ui.Visit;

/** Makes the rows of lists of examinations. */
public record Rows(ImagingDesk desk) {
    /**
     * An examination in a list.
     *
     * @param urgency in words; empty for routine
     * @param about what it is for, the question and the history
     * @param waits for how long
     * @param due by when it should be read; empty while it is not done
     * @param reader who has taken it; empty for nobody
     * @param state what else is to be known: a draft, a preliminary report
     */
    public record Row(
            String id,
            int version,
            String patientId,
            String patient,
            String facts,
            String study,
            String urgency,
            boolean stat,
            String about,
            String by,
            String waits,
            String due,
            boolean late,
            long priors,
            String reader,
            boolean mine,
            String state) {
        public String address() {
            return "/reading/" + patientId + "/" + id;
        }
    }

    /** In their order, of those patients whom the visitor may know; whose names were told is in the trail. */
    List<Row> of(Visit visit, List<ExamOrder> orders, String page, Set<String> drafts) {
        Map<Long, Person> people = desk.charts()
                .people(visit.caller(), orders.stream().map(Rows::address).collect(Collectors.toSet()));
        desk.audit()
                .record(Access.of(desk.clock().instant(), visit.caller(), Action.VIEW, 0, page, 200, people.keySet()));
        List<ExamOrder> shown = orders.stream()
                .filter(each -> people.containsKey(address(each)))
                .toList();
        Map<String, Long> priors = desk.list().priors(visit.caller(), shown);
        String own = String.valueOf(visit.session().account().subject());
        return shown.stream()
                .map(each -> row(
                        each,
                        Objects.requireNonNull(people.get(address(each))),
                        priors.getOrDefault(each.id(), 0L),
                        own,
                        drafts))
                .toList();
    }

    /**
     * A second reading that is asked for.
     *
     * @param address of the report
     */
    public record Second(
            String id,
            int version,
            String title,
            String patient,
            String facts,
            String first,
            String why,
            String since,
            String reader,
            boolean mine,
            String address) {}

    /** Of those patients whom the visitor may know. */
    List<Second> seconds(Visit visit, List<SecondReadings.Asked> asked) {
        Map<Long, Person> people = desk.charts()
                .people(
                        visit.caller(),
                        asked.stream()
                                .map(each -> Address.of("Patient", each.patient()))
                                .collect(Collectors.toSet()));
        if (!asked.isEmpty()) {
            desk.audit()
                    .record(Access.of(
                            desk.clock().instant(), visit.caller(), Action.VIEW, 0, "reading", 200, people.keySet()));
        }
        String own = String.valueOf(visit.session().account().subject());
        return asked.stream()
                .filter(each -> people.containsKey(Address.of("Patient", each.patient())))
                .map(each -> {
                    PatientList.Row patient = new PatientNames(desk.clock())
                            .row(Objects.requireNonNull(people.get(Address.of("Patient", each.patient()))));
                    return new Second(
                            each.id(),
                            each.version(),
                            each.title(),
                            patient.name(),
                            patient.facts(),
                            each.first(),
                            each.why() + (each.by().isEmpty() ? "" : " · " + each.by()),
                            desk.dates().date(each.at()),
                            Concept.text(each.reader(), "display"),
                            own.equals(each.reader().text("reference")),
                            "/results/" + each.patient() + "/" + each.report());
                })
                .toList();
    }

    private static long address(ExamOrder order) {
        return Address.of("Patient", order.patient());
    }

    private Row row(ExamOrder order, Person person, long priors, String own, Set<String> drafts) {
        PatientList.Row patient = new PatientNames(desk.clock()).row(person);
        Instant now = desk.clock().instant();
        Instant due = order.due().orElse(null);
        Instant since = order.done().map(ExamOrder.Done::at).orElse(null);
        return new Row(
                order.id(),
                order.version(),
                order.patient(),
                patient.name(),
                patient.facts(),
                order.what().text(),
                order.priority() == Priority.ROUTINE ? "" : order.priority().words(),
                order.priority() == Priority.STAT,
                Stream.concat(order.reasons().stream(), order.notes().stream()).collect(Collectors.joining(" · ")),
                Concept.text(order.requester(), "display"),
                since == null ? desk.dates().date(order.ordered()) : span(Duration.between(since, now)),
                due == null ? planned(order) : desk.dates().moment(due),
                due != null && due.isBefore(now),
                priors,
                Concept.text(order.reader(), "display"),
                order.isOf(own),
                Stream.of(
                                drafts.contains("/reading/" + order.patient() + "/" + order.id()) ? "draft" : "",
                                order.preliminary().isEmpty() ? "" : "preliminary")
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining(", ")));
    }

    private String planned(ExamOrder order) {
        return order.planned().isEmpty() ? "" : desk.dates().date(order.planned());
    }

    /** For people: {@code 2 h 10 min}. */
    static String span(Duration duration) {
        long minutes = Math.max(0, duration.toMinutes());
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes < 60 * 48 ? minutes / 60 + " h " + minutes % 60 + " min" : minutes / 60 / 24 + " days";
    }
}
