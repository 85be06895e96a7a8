package org.throughline.search.access;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Purpose;
import org.throughline.fhir.json.JsonObject;

/** What consents forbid, provision by provision. */
final class Consents {
    private final Collection<JsonObject> present;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    Consents(Collection<JsonObject> present) {
        this.present = present;
    }

    private enum Answer {
        PERMIT,
        DENY,
        SILENT
    }

    /** Who asks, for what, and about which resource. */
    private record Question(Purpose purpose, Set<Long> actors, JsonObject resource, boolean past) {}

    /** Whether some consent of the patient forbids it; one is enough. */
    boolean deny(String patient, Purpose purpose, Set<Long> actors, JsonObject resource, boolean past) {
        Question question = new Question(purpose, actors, resource, past);
        return present.stream()
                .filter(each -> Judge.type(each).equals("Consent"))
                .filter(each -> patient.equals(Judge.patient(each)))
                .filter(each -> "active".equals(each.text("status")))
                .filter(each -> each.toString().contains("patient-privacy"))
                .anyMatch(each -> answer(root(each), question, basis(each)) == Answer.DENY);
    }

    /** Whether some consent of the patient permits in so many words that what carries the label goes to who is named. */
    boolean release(
            String patient, Purpose purpose, Set<Long> actors, JsonObject resource, boolean past, String label) {
        Question question = new Question(purpose, actors, resource, past);
        return present.stream()
                .filter(each -> Judge.type(each).equals("Consent"))
                .filter(each -> patient.equals(Judge.patient(each)))
                .filter(each -> "active".equals(each.text("status")))
                .filter(each -> each.toString().contains("patient-privacy"))
                .anyMatch(each -> releases(root(each), question, basis(each), label, false));
    }

    private boolean releases(JsonObject provision, Question question, boolean permit, String label, boolean around) {
        boolean named = around || isNamed(provision);
        boolean says = permit
                && named
                && provision.objects("securityLabel").stream().anyMatch(each -> label.equals(each.text("code")));
        return answer(provision, question, permit) != Answer.SILENT
                && provision.objects("provision").stream()
                        .noneMatch(inner -> answer(inner, question, "permit".equals(inner.text("type"))) == Answer.DENY)
                && (says
                        || provision.objects("provision").stream()
                                .anyMatch(inner ->
                                        releases(inner, question, "permit".equals(inner.text("type")), label, named)));
    }

    private static boolean isNamed(JsonObject provision) {
        List<String> actors = actors(provision).toList();
        return !actors.isEmpty() && actors.stream().noneMatch(actor -> actor.startsWith("CareTeam"));
    }

    private static JsonObject root(JsonObject consent) {
        return Objects.requireNonNullElse(consent.object("provision"), JsonObject.EMPTY);
    }

    private static boolean basis(JsonObject consent) {
        String type = root(consent).text("type");
        return type == null ? !consent.toString().contains("OPTOUT") : type.equals("permit");
    }

    private Answer answer(JsonObject provision, Question question, boolean permit) {
        if (codes(provision, "action").equals(List.of("collect")) || !applies(provision, question, permit)) {
            return Answer.SILENT;
        }
        List<Answer> nested = provision.objects("provision").stream()
                .map(inner -> answer(inner, question, "permit".equals(inner.text("type"))))
                .toList();
        if (nested.contains(Answer.DENY)) {
            return Answer.DENY;
        }
        return nested.contains(Answer.PERMIT) || permit ? Answer.PERMIT : Answer.DENY;
    }

    private boolean applies(JsonObject provision, Question question, boolean permit) {
        return isFor(provision, question.purpose(), permit)
                && (!isUnclear(provision) || !permit)
                && isNow(provision.object("period"))
                && isAbout(provision, question, permit)
                && isActor(provision, question.actors());
    }

    private static boolean isFor(JsonObject provision, Purpose purpose, boolean permit) {
        List<String> purposes = provision.objects("purpose").stream()
                .map(coding -> String.valueOf(coding.text("code")))
                .toList();
        return purpose == Purpose.ETREAT
                ? purposes.contains("ETREAT") || (permit && purposes.isEmpty())
                : purposes.isEmpty() || purposes.contains(purpose.name());
    }

    private static boolean isUnclear(JsonObject provision) {
        return provision.has("code")
                || codes(provision, "action").contains("strange")
                || actors(provision).anyMatch(actor -> actor.startsWith("CareTeam"))
                || provision.objects("data").stream().anyMatch(data -> !"instance".equals(data.text("meaning")));
    }

    private static boolean isActor(JsonObject provision, Set<Long> callers) {
        List<String> actors = actors(provision).toList();
        return actors.isEmpty()
                || actors.stream().anyMatch(actor -> actor.startsWith("CareTeam"))
                || actors.stream().anyMatch(actor -> callers.contains(Judge.address(actor)));
    }

    private boolean isAbout(JsonObject provision, Question question, boolean permit) {
        JsonObject resource = question.resource();
        List<JsonObject> classes = provision.objects("class");
        List<JsonObject> labels = provision.objects("securityLabel");
        List<JsonObject> data = provision.objects("data");
        boolean ofClass = classes.isEmpty()
                || classes.stream().anyMatch(coding -> Judge.type(resource).equals(coding.text("code")));
        boolean labelled = labels.isEmpty()
                || labels.stream()
                        .anyMatch(coding -> Judge.labels(resource).contains(String.valueOf(coding.text("code"))));
        boolean named = data.isEmpty()
                || data.stream().anyMatch(each -> !"instance".equals(each.text("meaning")))
                || data.stream()
                        .map(each -> each.object("reference"))
                        .filter(Objects::nonNull)
                        .anyMatch(reference -> Judge.name(resource).equals(reference.text("reference")));
        return ofClass && labelled && named && isDated(provision.object("dataPeriod"), question, permit);
    }

    private boolean isDated(@Nullable JsonObject period, Question question, boolean permit) {
        if (period == null) {
            return true;
        }
        List<Days> dates = dates(question.resource());
        if (question.past() || dates.isEmpty()) {
            return !permit;
        }
        return dates.stream().anyMatch(Days.of(period)::overlap);
    }

    /** Days from one to another; null for no limit. */
    private record Days(@Nullable LocalDate first, @Nullable LocalDate last) {
        static Days of(JsonObject period) {
            return new Days(Treatments.day(period.text("start")), Treatments.day(period.text("end")));
        }

        boolean overlap(Days other) {
            return isBefore(first, other.last) && isBefore(other.first, last);
        }

        private static boolean isBefore(@Nullable LocalDate start, @Nullable LocalDate end) {
            return start == null || end == null || !start.isAfter(end);
        }
    }

    private static List<Days> dates(JsonObject resource) {
        Stream<Days> days = Stream.of("effectiveDateTime", "onsetDateTime", "authoredOn", "start")
                .map(resource::text)
                .filter(Objects::nonNull)
                .map(Treatments::day)
                .map(day -> new Days(day, day));
        JsonObject holder = Judge.type(resource).equals("Consent") ? root(resource) : resource;
        JsonObject period = holder.object("period");
        return (period == null ? days : Stream.concat(days, Stream.of(Days.of(period)))).toList();
    }

    private boolean isNow(@Nullable JsonObject period) {
        if (period == null) {
            return true;
        }
        LocalDate start = Treatments.day(period.text("start"));
        LocalDate end = Treatments.day(period.text("end"));
        return (start == null || !start.isAfter(today)) && (end == null || !end.isBefore(today));
    }

    private static Stream<String> actors(JsonObject provision) {
        return provision.objects("actor").stream()
                .map(actor -> actor.object("reference"))
                .filter(Objects::nonNull)
                .map(reference -> String.valueOf(reference.text("reference")));
    }

    private static List<String> codes(JsonObject provision, String element) {
        return provision.objects(element).stream()
                .flatMap(concept -> concept.objects("coding").stream())
                .map(coding -> String.valueOf(coding.text("code")))
                .toList();
    }
}
