package org.throughline.care.reliance;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.check.Origins;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;

/** A kind of resource by which somebody acts, and the search parameter that tells when. Pure. */
enum Act {
    PRESCRIPTION("MedicationRequest", "authoredon", "authoredOn", "requester", Relied.What.ORDERED),
    ORDER("ServiceRequest", "authored", "authoredOn", "requester", Relied.What.ORDERED),
    FINDING("DetectedIssue", "identified", "identifiedDateTime", "author", Relied.What.FOUND),
    NOTE("DocumentReference", "date", "date", "author", Relied.What.WRITTEN),
    MESSAGE("Communication", "sent", "sent", "sender", Relied.What.SENT),
    TASK("Task", "authored-on", "authoredOn", "owner", Relied.What.GIVEN);

    private final String type;
    private final String when;
    private final String date;
    private final String who;
    private final Relied.What what;

    Act(String type, String when, String date, String who, Relied.What what) {
        this.type = type;
        this.when = when;
        this.date = date;
        this.who = who;
        this.what = what;
    }

    String type() {
        return type;
    }

    String when() {
        return when;
    }

    /** What was done; empty for a draft, and for a finding or a task that rests on none of the entries. */
    Stream<Relied> read(JsonObject resource, Reliance.Asked asked) {
        boolean rests = rests(resource, asked.origin());
        if ("draft".equals(resource.text("status")) || ((this == FINDING || this == TASK) && !rests)) {
            return Stream.empty();
        }
        return Said.moment(resource, date).stream().map(at -> Said.by(who(resource), what, resource, at, rests));
    }

    private @Nullable JsonObject who(JsonObject resource) {
        JsonObject one = resource.object(who);
        return one != null ? one : resource.objects(who).stream().findFirst().orElse(null);
    }

    private static boolean rests(JsonObject resource, Copy.Origin origin) {
        return Stream.concat(Stream.of(resource), resource.objects("contained").stream())
                .anyMatch(each -> Origins.names(each, origin));
    }
}
