package org.throughline.app;

import java.util.List;
import org.throughline.fhir.validate.ProfileRules;
import org.throughline.record.RecordSettings;
import picocli.CommandLine.Option;

/** How the installation keeps its record. */
final class HouseOption {
    @Option(
            names = "--profiles",
            paramLabel = "MODE",
            defaultValue = "${env:THROUGHLINE_PROFILES:-off}",
            description = "What becomes of a resource that breaks a profile which it claims in meta.profile: off (not"
                    + " looked at), warn (stored, and the client is told) or enforce (refused). Or THROUGHLINE_PROFILES;"
                    + " default: off.")
    private ProfileRules.Mode profiles = ProfileRules.Mode.OFF;

    @Option(
            names = "--references-must-resolve",
            paramLabel = "BOOLEAN",
            defaultValue = "${env:THROUGHLINE_REFERENCES_MUST_RESOLVE:-true}",
            description = "Whether a relative reference must point to something that is there, and something that is"
                    + " pointed to cannot be deleted (or THROUGHLINE_REFERENCES_MUST_RESOLVE; default: true).",
            arity = "1")
    private boolean referencesMustResolve = true;

    @Option(
            names = "--update-creates",
            paramLabel = "BOOLEAN",
            defaultValue = "${env:THROUGHLINE_UPDATE_CREATES:-true}",
            description = "Whether an update of an id that is not there creates it (or THROUGHLINE_UPDATE_CREATES;"
                    + " default: true).",
            arity = "1")
    private boolean updateCreates = true;

    /** @param texts the types whose words {@code _text} and {@code _content} find */
    HouseRules rules(List<String> texts) {
        return HouseRules.of(new RecordSettings(referencesMustResolve, updateCreates), profiles, texts);
    }
}
