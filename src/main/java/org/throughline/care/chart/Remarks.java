package org.throughline.care.chart;

import java.util.List;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;

/**
 * What is to be said of an entry beside what it says itself.
 *
 * @param contested whether the patient asked to correct it
 * @param ours whether it is our own, so that it can be changed here
 * @param holders the other organizations that hold it, or the same thing
 */
public record Remarks(boolean contested, boolean ours, List<String> holders) {
    public static final Remarks NONE = new Remarks(false, true, List.of());

    public Remarks {
        holders = List.copyOf(holders);
    }

    static Remarks of(JsonObject resource) {
        List<String> holders = Copy.holder(resource).stream().toList();
        return new Remarks(CorrectionTag.isOn(resource), holders.isEmpty(), holders);
    }

    /** What is to be said of several entries that are shown as one. */
    public static Remarks of(List<Remarks> all) {
        return all.isEmpty()
                ? NONE
                : new Remarks(
                        all.stream().anyMatch(Remarks::contested),
                        all.stream().anyMatch(Remarks::ours),
                        all.stream()
                                .flatMap(each -> each.holders().stream())
                                .distinct()
                                .toList());
    }
}
