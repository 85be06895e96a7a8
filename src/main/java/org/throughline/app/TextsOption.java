package org.throughline.app;

import java.util.List;
import org.throughline.fhir.definitions.R4;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import picocli.CommandLine.Option;

/** Whose words can be searched. */
final class TextsOption {
    private static final String NONE = "none";

    @Option(
            names = "--texts",
            paramLabel = "TYPES",
            split = ",",
            defaultValue = "${env:THROUGHLINE_TEXTS:-" + HouseRules.TEXTS + "}",
            description = "The resource types whose words _text and _content find, separated by commas; none for none"
                    + " (or THROUGHLINE_TEXTS; default: notes and documents: " + HouseRules.TEXTS + ").")
    private List<String> texts = List.of();

    List<String> types() {
        List<String> types = texts.equals(List.of(NONE)) ? List.of() : texts;
        for (String type : types) {
            if (!R4.types().isResourceType(type)) {
                throw new Failed(new Failure.Malformed(
                        "value", "--texts", "--texts names " + type + ", which is no resource type."));
            }
        }
        return types;
    }
}
