package org.throughline.clinic.app;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.throughline.access.Filter;
import org.throughline.access.Interaction;
import org.throughline.access.Scope;
import org.throughline.login.smart.app.ScopeList;

/** Scopes in plain words. */
final class ScopeWords {
    private static final Map<String, String> PLAIN = Map.of(
            ScopeList.OPENID, "Know that it is you who uses it",
            ScopeList.FHIR_USER, "Know who you are in the record",
            ScopeList.PROFILE, "Know your name",
            ScopeList.OFFLINE, "Keep this access while you are away, until you take it back",
            ScopeList.ONLINE, "Keep this access for as long as you are logged in here");

    private static final Map<String, String> CODES = Map.ofEntries(
            entry("laboratory", "laboratory results"),
            entry("vital-signs", "vital signs"),
            entry("social-history", "social history"),
            entry("survey", "answers to questionnaires"),
            entry("sdoh", "living conditions"),
            entry("imaging", "findings in images"),
            entry("exam", "findings of examinations"),
            entry("procedure", "findings of procedures"),
            entry("therapy", "findings of therapy"),
            entry("activity", "physical activity"),
            entry("problem-list-item", "the problem list"),
            entry("encounter-diagnosis", "diagnoses of visits"),
            entry("health-concern", "health concerns"));

    private ScopeWords() {}

    /** What a scope lets an app do. */
    static String of(String text) {
        String plain = PLAIN.get(text);
        if (plain != null) {
            return plain;
        }
        return ScopeList.isAccess(text) ? of(Scope.parse(text)) : text;
    }

    private static String of(Scope scope) {
        String what = scope.filters().isEmpty() ? TypeWords.of(scope.type()) : narrowed(scope);
        return verbs(scope.interactions()) + " " + what;
    }

    /** {@code See, add and change}. Reading and searching are one thing to a person. */
    private static String verbs(Set<Interaction> interactions) {
        List<String> verbs = new ArrayList<>();
        if (interactions.contains(Interaction.READ) || interactions.contains(Interaction.SEARCH)) {
            verbs.add("see");
        }
        if (interactions.contains(Interaction.CREATE)) {
            verbs.add("add");
        }
        if (interactions.contains(Interaction.UPDATE)) {
            verbs.add("change");
        }
        if (interactions.contains(Interaction.DELETE)) {
            verbs.add("delete");
        }
        String last = verbs.removeLast();
        String all = verbs.isEmpty() ? last : String.join(", ", verbs) + " and " + last;
        return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1);
    }

    private static String narrowed(Scope scope) {
        List<Filter> filters = scope.filters();
        String code = filters.getFirst().value().replaceFirst("^.*\\|", "");
        if (filters.size() == 1 && filters.getFirst().parameter().equals("category") && CODES.containsKey(code)) {
            return CODES.getOrDefault(code, code);
        }
        List<String> conditions = filters.stream()
                .map(filter -> filter.parameter() + " " + filter.value())
                .toList();
        return TypeWords.of(scope.type()) + ", only those of " + String.join(" and ", conditions);
    }
}
