package org.throughline.care.referral;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Ids;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Records;

/** What is written with referrals when they are signed, so that they leave. */
public final class Referring {
    private final Correspondence correspondence;
    private final Ids ids;
    private final InstantSource clock;

    public Referring(Correspondence correspondence, Ids ids, InstantSource clock) {
        this.correspondence = correspondence;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A referral that is being signed.
     *
     * @param url by which others of the transaction refer to its ServiceRequest
     */
    public record Leaving(String url, JsonObject request) {}

    /** What is written with them. */
    public record Parcel(List<Intent> intents, Records.Company company) {
        public Parcel {
            intents = List.copyOf(intents);
        }
    }

    /**
     * What is written with referrals of a patient.
     *
     * @param by who signs, in words
     * @param before how many intents stand before these
     */
    public Parcel parcel(String patient, String by, List<Leaving> leaving, int before) {
        Instant now = clock.instant();
        Course begun = Course.of(List.of(new Step(Move.SENT, 1, now, by, "", null)));
        List<Intent> intents = new ArrayList<>();
        List<String> to = new ArrayList<>();
        for (Leaving each : leaving) {
            JsonObject task = ReferralTask.outgoing("urn:uuid:" + ids.next(), each.url(), each.request(), begun, now);
            intents.add(new Intent.Create("Task", () -> task, null, null));
            to.add(Parts.idOf(task.object("owner"), "Organization"));
        }
        return new Parcel(
                intents,
                leaving.isEmpty()
                        ? Records.Company.NONE
                        : correspondence.telling(written -> words(written, before, to, patient)));
    }

    private static List<Correspondence.Word> words(List<Outcome> written, int before, List<String> to, String patient) {
        List<Correspondence.Word> words = new ArrayList<>();
        for (int i = 0; i < to.size(); i++) {
            String task =
                    Objects.requireNonNull(written.get(before + i).stored()).id();
            words.add(new Correspondence.Word(to.get(i), task, patient, true, 1, ""));
        }
        return words;
    }
}
