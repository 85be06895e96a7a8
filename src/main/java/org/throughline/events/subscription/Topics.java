package org.throughline.events.subscription;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The topics that there are. */
final class Topics {
    private static final String ROOT = "urn:throughline:topic:";
    static final String RESOURCE_CHANGE = ROOT + "resource-change";

    private static final List<Topic> OURS = List.of(
            new Topic.OfPatients(
                    ROOT + "patient-record", "Anything in a patient's record is entered, changed or deleted"),
            new Topic.OfAnyType(RESOURCE_CHANGE, "A resource of a type is entered, changed or deleted"),
            new Topic.OfType(
                    ROOT + "result-available",
                    "A report with results is there, or changed",
                    "DiagnosticReport",
                    Occurrences::reported),
            encounter("encounter-start", "A visit or stay begins", Occurrences::started),
            encounter("encounter-end", "A visit or stay ends", Occurrences::ended),
            encounter("admission", "A patient is admitted", Occurrences::admitted),
            encounter("emergency-arrival", "A patient arrives in an emergency", Occurrences::arrivedInEmergency),
            encounter("discharge", "A stay or an emergency visit ends", Occurrences::discharged),
            new Topic.OfType(ROOT + "death", "A patient has died", "Patient", Occurrences::died));

    private final List<Topic> all;

    Topics(List<TopicSource> others) {
        this.all = Stream.concat(OURS.stream(), others.stream().map(Topic.Elsewhere::new))
                .toList();
    }

    private static Topic encounter(String name, String title, Topic.Occurrence occurrence) {
        return new Topic.OfType(ROOT + name, title, "Encounter", occurrence);
    }

    List<Topic> all() {
        return all;
    }

    Optional<Topic> find(String canonical) {
        return all.stream().filter(each -> each.canonical().equals(canonical)).findFirst();
    }

    /** The room that finds the events of a topic; empty for one of ours. */
    Optional<TopicSource> source(String canonical) {
        return find(canonical)
                .filter(Topic.Elsewhere.class::isInstance)
                .map(Topic.Elsewhere.class::cast)
                .map(Topic.Elsewhere::source);
    }
}
