package org.throughline.clinic.immunization;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Choice;
import org.throughline.care.recall.Contacts;
import org.throughline.clinic.PatientList;
import org.throughline.clinic.PatientNames;
import org.throughline.events.forecast.ForecastRows;
import org.throughline.events.forecast.ForecastRows.Due;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.ui.Dates;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /immunizations/due}: whose vaccines are due or overdue, those who have waited longest first, with their last visit
 * and the next; and how many of the practice's patients are up to date.
 */
public final class DueScreen implements Screen {
    private static final int SHOWN = 50;
    private static final int LOOKED_AT_ONCE = 200;
    private static final int MOST_LOOKS = 25;
    private static final int YEARS_BACK = 3;
    private static final int SOME_WAIT = 1_000;

    private final DueDesk desk;

    public DueScreen(DueDesk desk) {
        this.desk = desk;
    }

    /**
     * Somebody who is due.
     *
     * @param vaccines what is due or overdue, the longest first
     * @param last the day of the last visit; words when there is none
     * @param next the next appointment; empty when there is none
     */
    public record Row(PatientList.Row patient, List<Vaccine> vaccines, String last, String next, String book) {
        public Row {
            vaccines = List.copyOf(vaccines);
        }
    }

    /** A group of vaccines that is due or overdue. */
    public record Vaccine(String name, boolean overdue, String since) {}

    /** How many are up to date with a group of vaccines. */
    public record Covered(String vaccine, int done, int needed, int percent) {}

    /** What was found, and from where on it goes on; null at the end. */
    private record Found(Map<Due, Person> people, @Nullable Due last, boolean gaveUp) {}

    @Override
    public String what() {
        return "whose vaccines are due";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        LocalDate today = LocalDate.now(desk.clock());
        List<String> groups = desk.groups().get();
        DueAsked asked = DueAsked.of(visit.request(), groups);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Vaccines due", Place.PATIENTS));
        parameters.put("asked", asked);
        parameters.put("groups", choices("Any vaccine", groups));
        parameters.put("providers", providers());
        boolean sees = visit.caller().may(Interaction.SEARCH, "ImmunizationRecommendation");
        parameters.put("sees", sees);
        parameters.put("schedule", !groups.isEmpty());
        if (sees && !groups.isEmpty()) {
            put(visit, asked, today, parameters);
        }
        return desk.pages().page(200, "clinic/immunization/due.jte", parameters);
    }

    private void put(Visit visit, DueAsked asked, LocalDate today, Map<String, Object> parameters) {
        Found found = find(visit, asked, today);
        parameters.put("rows", rows(visit, found, today));
        Due last = found.last();
        parameters.put("next", last == null ? "" : asked.next(last));
        parameters.put("gaveUp", found.gaveUp());
        parameters.put("waiting", desk.rows().waitingUpTo(today, SOME_WAIT));
        parameters.put(
                "recall",
                asked.vaccine().isEmpty()
                                || !visit.caller().may(Duty.SETTINGS)
                                || !visit.caller().may(Interaction.CREATE, "PlanDefinition")
                        ? ""
                        : "/schedule/recalls?rule=new&vaccine=" + encoded(asked.vaccine()));
        if (visit.caller().may(Duty.PRACTICE)) {
            parameters.put("covered", covered(asked, today));
        }
    }

    /** Goes through those who are due until a page is full of those whom the visitor may see. */
    private Found find(Visit visit, DueAsked asked, LocalDate today) {
        Map<Due, Person> people = new LinkedHashMap<>();
        Due last = asked.after();
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            List<Due> due = desk.rows().due(asked.filter(today), last, LOOKED_AT_ONCE);
            Map<String, Person> seen = desk
                    .contacts()
                    .forecast(visit.caller(), due.stream().map(Due::patient).toList(), asked.provider())
                    .stream()
                    .collect(Collectors.toMap(Person::id, Function.identity()));
            for (Due each : due) {
                Person person = seen.get(each.patient());
                if (person != null) {
                    people.put(each, person);
                }
                last = each;
                if (people.size() == SHOWN) {
                    return new Found(people, last, false);
                }
            }
            if (due.size() < LOOKED_AT_ONCE) {
                return new Found(people, null, false);
            }
        }
        return new Found(people, last, true);
    }

    private List<Row> rows(Visit visit, Found found, LocalDate today) {
        List<String> ids = found.people().keySet().stream().map(Due::patient).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        desk.audit()
                .record(Access.of(
                        desk.clock().instant(),
                        visit.caller(),
                        Action.VIEW,
                        0,
                        "immunizations/due",
                        200,
                        ids.stream().map(id -> Address.of("Patient", id)).collect(Collectors.toSet())));
        Map<String, List<ForecastRows.Vaccine>> vaccines = desk.rows().dueOf(ids);
        String references = Contacts.references(ids);
        Map<String, String> last = visit.caller().may(Interaction.SEARCH, "Encounter")
                ? desk.contacts().last(visit.caller(), references, "", "ge" + today.minusYears(YEARS_BACK))
                : Map.of();
        Map<String, String> next = visit.caller().may(Interaction.SEARCH, "Appointment")
                ? desk.contacts().next(visit.caller(), references, "", today)
                : Map.of();
        Dates dates = new Dates(desk.clock().getZone());
        PatientNames names = new PatientNames(desk.clock());
        List<Row> rows = new ArrayList<>();
        found.people().values().forEach(person -> {
            String seen = last.getOrDefault(person.id(), "");
            String comes = next.getOrDefault(person.id(), "");
            rows.add(new Row(
                    names.row(person),
                    vaccines.getOrDefault(person.id(), List.of()).stream()
                            .map(each -> vaccine(each, dates))
                            .toList(),
                    seen.isEmpty() ? "not in " + YEARS_BACK + " years" : dates.date(seen),
                    comes.isEmpty() ? "" : dates.time(comes),
                    "/schedule/book?patient=" + encoded(person.id())));
        });
        return rows;
    }

    private static Vaccine vaccine(ForecastRows.Vaccine each, Dates dates) {
        return new Vaccine(
                each.name(),
                each.state().equals("OVERDUE"),
                each.since() == null ? "" : dates.date(each.since().toString()));
    }

    private List<Covered> covered(DueAsked asked, LocalDate today) {
        return desk.rows().coverage(asked.filter(today)).stream()
                .filter(each -> asked.vaccine().isEmpty() || asked.vaccine().equals(each.vaccine()))
                .map(each -> new Covered(
                        each.vaccine(), each.done(), each.needed(), Math.floorDiv(100 * each.done(), each.needed())))
                .toList();
    }

    private static List<Choice> choices(String any, List<String> words) {
        List<Choice> choices = new ArrayList<>(List.of(new Choice("", any)));
        words.forEach(each -> choices.add(new Choice(each, each)));
        return choices;
    }

    private List<Choice> providers() {
        List<Choice> choices = new ArrayList<>(List.of(new Choice("", "Anybody")));
        choices.addAll(desk.providers().get());
        return choices;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
