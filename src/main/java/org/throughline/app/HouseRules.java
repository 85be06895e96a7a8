package org.throughline.app;

import java.time.Duration;
import java.util.List;
import org.throughline.events.message.MessageSettings;
import org.throughline.fhir.validate.ProfileRules;
import org.throughline.record.RecordSettings;

/**
 * How an installation keeps its record and whom it lets in: what its operator decides.
 *
 * @param profiles what becomes of a resource that breaks a profile which it claims
 * @param texts the types whose words {@code _text} and {@code _content} find
 * @param settling after this time every process has noticed a new search parameter
 * @param apps what apps may do
 * @param door how people and programs are let in
 * @param messages how messages to patients leave
 */
record HouseRules(
        RecordSettings record,
        ProfileRules.Mode profiles,
        List<String> texts,
        Duration settling,
        AppRules apps,
        DoorRules door,
        MessageSettings messages) {
    private static final Duration SETTLING = Duration.ofSeconds(10);

    /** Notes and documents. */
    static final String TEXTS = "ClinicalImpression,Communication,Composition,DiagnosticReport,DocumentReference";

    static final HouseRules DEFAULT = of(RecordSettings.DEFAULT, ProfileRules.Mode.OFF, List.of(TEXTS.split(",")));

    HouseRules {
        texts = List.copyOf(texts);
    }

    static HouseRules of(RecordSettings record, ProfileRules.Mode profiles, List<String> texts) {
        return new HouseRules(
                record, profiles, texts, SETTLING, AppRules.DEFAULT, DoorRules.DEFAULT, MessageSettings.NONE);
    }

    HouseRules with(AppRules otherApps, DoorRules otherDoor, MessageSettings otherMessages) {
        return new HouseRules(record, profiles, texts, settling, otherApps, otherDoor, otherMessages);
    }
}
