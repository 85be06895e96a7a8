package org.throughline.network.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Set;
import org.throughline.kernel.Digest;
import org.throughline.record.Copy;

/**
 * The id here of a copy: told from where it comes from and its id there, so that the same resource has the same id whenever
 * it comes. What may come with several patients and is in nobody's record (a Medication) has one for each patient.
 */
public final class CopyId {
    private static final int LENGTH = 32;

    /** Shown because something in a patient's record refers to them. */
    private static final Set<String> WITH_EACH_PATIENT =
            Set.of("Medication", "Device", "Specimen", "Binary", "Provenance");

    private CopyId() {}

    /**
     * The id.
     *
     * @param origin the number of the member that holds it
     * @param patient the id of our Patient with whom it comes; empty when it comes with none
     * @param type the resource's type
     * @param id the resource's id there
     */
    public static String of(int origin, String patient, String type, String id) {
        String whose = WITH_EACH_PATIENT.contains(type) ? patient : "";
        byte[] digest = Digest.sha256(
                String.join("\n", Integer.toString(origin), whose, type, id).getBytes(UTF_8));
        return new Copy.Origin(origin).id(HexFormat.of().formatHex(digest).substring(0, LENGTH));
    }
}
