package org.throughline.care.imaging;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Copy;
import org.throughline.record.Records;
import org.throughline.search.Searches;
import org.throughline.terminology.Coding;
import org.throughline.terminology.imaging.Exam;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.imaging.Study;

/**
 * What a patient's chart says for an examination: earlier reports of the same part of the body, and what makes it dangerous. It
 * is looked up once for all that is ordered together, as far as the caller may see it.
 */
public final class ImagingHistory {
    /** So many earlier reports are told with an order, and shown beside one that is written. */
    public static final int MOST_PRIORS = 8;

    private static final int MOST = 200;

    private final Looker looker;
    private final Imaging imaging;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone a day is a day */
    public ImagingHistory(Records records, Searches searches, Imaging imaging, Clock clock) {
        this.looker = new Looker(records, searches);
        this.imaging = imaging;
        this.clock = clock;
    }

    /**
     * What is to be known for one examination.
     *
     * @param priors the newest first
     * @param others how many other reports of imaging the patient has
     */
    public record Context(List<Fact> facts, List<Prior> priors, int others) {
        public Context {
            facts = List.copyOf(facts);
            priors = List.copyOf(priors);
        }
    }

    /** What is known of a patient, from which each examination takes its own. */
    public final class Known {
        private final Facts facts;
        private final List<Prior> reports;

        private Known(Facts facts, List<Prior> reports) {
            this.facts = facts;
            this.reports = reports;
        }

        /**
         * For an examination of this code or name.
         *
         * @param but the id of a report that is none of its own priors; empty for none
         */
        public Context of(Concept what, String but) {
            Optional<Exam> exam = Codes.exam(imaging, what);
            List<Prior> rest =
                    reports.stream().filter(each -> !each.id().equals(but)).toList();
            List<Prior> near = near(rest, exam);
            return new Context(facts.of(study(what), exam), near, rest.size() - near.size());
        }
    }

    private @Nullable Study study(Concept what) {
        return what.codings().stream()
                .filter(each -> each.system().equals(Coding.LOINC))
                .flatMap(each -> imaging.byLoinc(each.code()).stream())
                .findFirst()
                .or(() -> imaging.named(what.text()))
                .orElse(null);
    }

    /** What is known of a patient. */
    public Known known(Caller caller, String patient) {
        String of = "Patient/" + patient;
        JsonObject person = looker.matches(caller, "Patient", 1, "_id", patient).stream()
                .findFirst()
                .orElse(JsonObject.EMPTY);
        List<JsonObject> observations = looker.matches(
                caller,
                "Observation",
                MOST,
                "patient",
                of,
                "code",
                Facts.loincs().sorted().map(each -> Coding.LOINC + "|" + each).collect(Collectors.joining(",")),
                "status",
                "final,amended,corrected,preliminary",
                "_sort",
                "-date");
        Facts facts = new Facts(
                person,
                looker.matches(caller, "AllergyIntolerance", MOST, "patient", of),
                observations,
                looker.matches(caller, "Device", MOST, "patient", of),
                looker.matches(caller, "Condition", MOST, "patient", of),
                caller.may(Interaction.SEARCH, "AllergyIntolerance"),
                LocalDate.now(clock));
        return new Known(facts, reports(caller, patient));
    }

    /**
     * Beside a report of imaging, the earlier ones of the same part; empty for a report that is none of imaging.
     *
     * @param id of the DiagnosticReport
     */
    public Optional<Compared> compared(Caller caller, String patient, String id) {
        List<Prior> all = looker.matches(caller, "DiagnosticReport", 1, "_id", id, "category", Codes.REPORTS)
                        .isEmpty()
                ? List.of()
                : reports(caller, patient);
        return all.stream().filter(each -> each.id().equals(id)).findFirst().map(own -> {
            List<Prior> rest = all.stream()
                    .filter(each -> !each.id().equals(id) && each.date().compareTo(own.date()) <= 0)
                    .toList();
            List<Prior> near = near(rest, own.exam());
            return new Compared(own, near, rest.size() - near.size());
        });
    }

    /**
     * A report with the earlier ones.
     *
     * @param others how many earlier reports are of other parts, or older
     */
    public record Compared(Prior report, List<Prior> priors, int others) {
        public Compared {
            priors = List.copyOf(priors);
        }
    }

    private static List<Prior> near(List<Prior> reports, Optional<Exam> exam) {
        return reports.stream()
                .filter(each -> exam.isEmpty()
                        || each.exam()
                                .filter(prior -> exam.get().worth(prior) > 0)
                                .isPresent())
                .limit(MOST_PRIORS)
                .toList();
    }

    /** All reports of imaging of a patient, the newest first, with where their images are. */
    private List<Prior> reports(Caller caller, String patient) {
        List<JsonObject> reports = looker.matches(
                caller,
                "DiagnosticReport",
                MOST,
                "patient",
                "Patient/" + patient,
                "category",
                Codes.REPORTS,
                "status",
                "preliminary,partial,final,amended,corrected,appended",
                "_sort",
                "-date");
        Map<String, String> images = reports.isEmpty() ? Map.of() : images(caller, patient);
        return reports.stream()
                .map(each -> prior(each)
                        .with(Studies.references(each, "imagingStudy")
                                .map(images::get)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse("")))
                .sorted(Comparator.comparing(Prior::date).reversed())
                .toList();
    }

    private Prior prior(JsonObject report) {
        Concept what = Concept.of(report.object("code"));
        String taken = Parts.text(report, "effectiveDateTime");
        return new Prior(
                Parts.text(report, "id"),
                what.text().isEmpty() ? "Imaging" : what.text(),
                taken.isEmpty() ? Parts.text(report, "issued") : taken,
                Parts.text(report, "status"),
                ReportText.of(report),
                Codes.exam(imaging, what),
                Copy.holder(report).orElse(""),
                "");
    }

    /** Where the images of a patient's studies are, by the references of these. */
    private Map<String, String> images(Caller caller, String patient) {
        Looker.Found found = looker.find(
                caller, "ImagingStudy", MOST, "patient", "Patient/" + patient, "_include", "ImagingStudy:endpoint");
        Map<String, JsonObject> endpoints = Studies.byReference(found.besides());
        return found.matches().stream()
                .collect(Collectors.toMap(
                        Studies::reference, each -> Studies.images(each, endpoints), (one, same) -> one))
                .entrySet()
                .stream()
                .filter(each -> !each.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Where the images of an examination are; empty when that is not known. */
    public String images(Caller caller, ExamOrder order) {
        List<String> studies = order.done().map(ExamOrder.Done::studies).orElse(List.of());
        Map<String, String> images = studies.isEmpty() ? Map.of() : images(caller, order.patient());
        return studies.stream()
                .map(images::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** The orders with what whoever does and reads them must know: of those of imaging, in {@code supportingInfo}. */
    public List<JsonObject> told(Caller caller, String patient, List<JsonObject> orders) {
        if (orders.stream().noneMatch(Codes::isOrder)) {
            return orders;
        }
        Known known = known(caller, patient);
        return orders.stream()
                .map(each -> Codes.isOrder(each) ? told(each, known.of(Concept.of(each.object("code")), "")) : each)
                .toList();
    }

    private static JsonObject told(JsonObject order, Context context) {
        List<Json> info = new ArrayList<>(order.list("supportingInfo"));
        context.facts().forEach(each -> info.add(reference(each)));
        context.priors()
                .forEach(each -> info.add(Author.reference(
                        "DiagnosticReport/" + each.id(), dated("Earlier: " + each.title(), each.date()))));
        return info.isEmpty() ? order : order.with("supportingInfo", new JsonArray(info));
    }

    /** What is not in the chart is told in words alone. */
    private static JsonObject reference(Fact fact) {
        String words = dated(fact.words(), fact.date());
        return fact.reference().isEmpty()
                ? JsonObject.of("display", new JsonString(words))
                : Author.reference(fact.reference(), words);
    }

    private static String dated(String words, String date) {
        return date.length() < 10 ? words : words + ", " + date.substring(0, 10);
    }
}
