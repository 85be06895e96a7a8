package org.throughline.clinic.registration;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.access.Sensitivity;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Choice;
import org.throughline.care.registration.Insurance;
import org.throughline.care.registration.PatientFile;
import org.throughline.care.registration.PatientFile.Entry;
import org.throughline.care.registration.Refusal;
import org.throughline.care.registration.Relative;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.SensitivityWords;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/**
 * {@code /file/ID}: a patient's insurances, those who are close to them, what they do not want others to see, their photo.
 * Forms are sent to {@code /file/ID/insurance}, {@code relatives}, {@code consents}, {@code safety}, {@code photo}; below those, to an entry's
 * id, which ends it.
 */
public final class FileScreen implements Screen {
    private final PatientFile file;
    private final ChartReader charts;
    private final Function<Caller, List<Choice>> staff;
    private final Function<Collection<String>, Map<String, List<String>>> roles;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    /**
     * @param staff whom a consent can name: people and sites, by their references
     * @param roles what accounts may do by the RelatedPersons of these references
     */
    public FileScreen(
            PatientFile file,
            ChartReader charts,
            Function<Caller, List<Choice>> staff,
            Function<Collection<String>, Map<String, List<String>>> roles,
            AuditTrail audit,
            Pages pages,
            Clock clock) {
        this.file = file;
        this.charts = charts;
        this.staff = staff;
        this.roles = roles;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "the registration of patients";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() == 2 && !visit.posts()) {
            return page(visit, path.get(1), 200, "", Map.of());
        }
        if (!visit.posts() || path.size() < 3 || path.size() > 4) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = path.get(1);
        String form = path.get(2);
        Map<String, String> faults = new LinkedHashMap<>();
        if (path.size() == 4) {
            end(visit, patient, form, path.get(3));
        } else {
            try {
                take(visit, patient, form, faults);
            } catch (Failed e) {
                if (!(e.failure() instanceof Failure.Invalid invalid)) {
                    throw e;
                }
                faults.put(form, invalid.message());
            }
        }
        return faults.isEmpty()
                ? Answer.redirect("/file/" + patient + "#" + form)
                : page(visit, patient, 422, form, faults);
    }

    private void end(Visit visit, String patient, String form, String id) {
        String version = visit.form().value("version");
        int number = version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0;
        switch (form) {
            case "insurance" -> file.endInsurance(visit.caller(), patient, id, number);
            case "relatives" -> file.endRelative(visit.caller(), patient, id, number);
            case "consents" -> file.revoke(visit.caller(), patient, id, number);
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        }
    }

    private void take(Visit visit, String patient, String which, Map<String, String> faults) {
        Form form = visit.form();
        Caller caller = visit.caller();
        charts.person(caller, patient);
        switch (which) {
            case "insurance" -> {
                Insurance insurance = new Insurance(
                        text(form, "payer"),
                        text(form, "member"),
                        text(form, "group"),
                        text(form, "plan"),
                        form.value("relationship"),
                        text(form, "subscriber"),
                        day(form, "start", faults),
                        day(form, "end", faults),
                        form.value("order"));
                insurance.faults().forEach(faults::putIfAbsent);
                if (faults.isEmpty()) {
                    file.add(caller, patient, insurance);
                }
            }
            case "relatives" -> {
                Relative relative = new Relative(
                        text(form, "name"),
                        text(form, "relationship"),
                        text(form, "phone"),
                        day(form, "start", faults),
                        day(form, "end", faults));
                relative.faults().forEach(faults::putIfAbsent);
                if (faults.isEmpty()) {
                    file.add(caller, patient, relative);
                }
            }
            case "consents" -> {
                Choice actor = actors(caller, patient).stream()
                        .filter(choice -> choice.code().equals(form.value("actor")))
                        .findFirst()
                        .orElse(new Choice("", ""));
                Refusal refusal =
                        new Refusal(actor.code(), actor.words(), form.value("kind"), day(form, "until", faults));
                refusal.faults(today().toString()).forEach(faults::putIfAbsent);
                if (faults.isEmpty()) {
                    file.add(caller, patient, refusal);
                }
            }
            case "safety" -> {
                String answer = form.value("safety");
                if (answer.equals("yes") || answer.equals("no")) {
                    file.setSafetyUse(caller, patient, answer.equals("yes"));
                } else {
                    faults.put("safety", "Choose one of these.");
                }
            }
            case "photo" -> {
                if (form.has("remove")) {
                    file.removePhoto(caller, patient);
                } else {
                    file.setPhoto(caller, patient, form.value("data"));
                }
            }
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        }
    }

    private static String text(Form form, String field) {
        return form.value(field).strip();
    }

    private String day(Form form, String field, Map<String, String> faults) {
        String typed = text(form, field);
        if (typed.isEmpty()) {
            return "";
        }
        Optional<String> day = TypedDate.read(typed, today()).filter(date -> date.length() == 10);
        if (day.isEmpty()) {
            faults.put(field, "Write a day as 14-Jul-2025, 14/7/25, or t+1y for in a year.");
        }
        return day.orElse("");
    }

    private Answer page(Visit visit, String id, int status, String wrong, Map<String, String> faults) {
        Caller caller = visit.caller();
        Person person = charts.person(caller, id);
        audit.record(Access.of(
                clock.instant(), caller, Action.VIEW, 0, "file/" + id, 200, Set.of(Address.of("Patient", id))));
        FileView view = new FileView(
                id,
                person.listed(),
                person.photo(),
                file.insurances(caller, id).stream().map(this::insurance).toList(),
                relatives(caller, id),
                file.consents(caller, id).stream().map(this::consent).toList(),
                file.safetyUse(caller, id).map(may -> may ? "yes" : "no").orElse(""),
                may(caller),
                actors(caller, id),
                kinds(),
                wrong,
                visit.form(),
                faults);
        return pages.page(
                status,
                "clinic/registration/file.jte",
                Map.of("frame", visit.frame(view.name(), Place.PATIENTS), "view", view));
    }

    private static List<String> may(Caller caller) {
        return Stream.of(
                        caller.may(Interaction.CREATE, "Coverage") ? "insurance" : "",
                        caller.may(Interaction.CREATE, "RelatedPerson") ? "relatives" : "",
                        caller.may(Interaction.CREATE, "Consent") ? "consents" : "",
                        caller.may(Interaction.UPDATE, "Patient") ? "photo" : "")
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private FileView.Line insurance(Entry<Insurance> entry) {
        Insurance insurance = entry.what();
        String detail = Stream.of(
                        "member " + insurance.member(),
                        insurance.group().isEmpty() ? "" : "group " + insurance.group(),
                        insurance.plan(),
                        insurance.subscriber().isEmpty() ? "" : "in the name of " + insurance.subscriber(),
                        Choice.words(Insurance.ORDERS, insurance.order()).toLowerCase(Locale.ROOT) + " to pay")
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" · "));
        return new FileView.Line(
                entry.id(),
                entry.version(),
                entry.active(),
                insurance.payer(),
                detail,
                period(insurance.start(), insurance.end()));
    }

    private List<FileView.Line> relatives(Caller caller, String patient) {
        List<Entry<Relative>> relatives = file.relatives(caller, patient);
        Map<String, List<String>> may = roles.apply(
                relatives.stream().map(each -> "RelatedPerson/" + each.id()).toList());
        return relatives.stream()
                .map(each -> {
                    List<String> granted = may.getOrDefault("RelatedPerson/" + each.id(), List.of());
                    String detail = Stream.of(
                                    each.what().relationship(),
                                    each.what().phone(),
                                    granted.isEmpty()
                                            ? "no access to the record"
                                            : "has access: " + String.join(", ", granted))
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining(" · "));
                    return new FileView.Line(
                            each.id(),
                            each.version(),
                            each.active(),
                            each.what().name(),
                            detail,
                            period(each.what().start(), each.what().end()));
                })
                .toList();
    }

    private FileView.Line consent(Entry<Optional<Refusal>> entry) {
        Refusal refusal = entry.what().orElse(null);
        if (refusal == null) {
            return new FileView.Line(
                    entry.id(),
                    entry.version(),
                    entry.active(),
                    "A consent of another form",
                    "It counts as it is.",
                    "");
        }
        String kind = refusal.kind().isEmpty()
                ? "anything"
                : SensitivityWords.of(Sensitivity.valueOf(refusal.kind())).toLowerCase(Locale.ROOT);
        return new FileView.Line(
                entry.id(),
                entry.version(),
                entry.active(),
                refusal.display() + " does not see " + kind,
                entry.active() ? "in force" : "revoked",
                period("", refusal.until()));
    }

    private String period(String start, String end) {
        String from = start.isEmpty() ? "" : "from " + dates().date(start);
        return end.isEmpty() ? from : (from + " until " + dates().date(end)).strip();
    }

    private List<Choice> actors(Caller caller, String patient) {
        List<Choice> actors = new ArrayList<>(List.of(new Choice("", "Choose")));
        actors.addAll(staff.apply(caller));
        file.relatives(caller, patient).stream()
                .filter(Entry::active)
                .forEach(each -> actors.add(new Choice(
                        "RelatedPerson/" + each.id(),
                        each.what().name() + ", " + each.what().relationship())));
        return actors;
    }

    private static List<Choice> kinds() {
        return Stream.concat(
                        Stream.of(new Choice("", "Anything in the record")),
                        Arrays.stream(Sensitivity.values())
                                .filter(kind -> Sensitivity.OF_TREATMENT.contains(kind.name()))
                                .map(kind -> new Choice(kind.name(), SensitivityWords.of(kind))))
                .toList();
    }

    private Dates dates() {
        return new Dates(clock.getZone());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
