package org.throughline.clinic.transfer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.throughline.access.Sensitivity;
import org.throughline.ui.SensitivityWords;

/** Kinds of sensitive information that a request can name, in words; what is in confidence with this practice is none. */
final class Kinds {
    static final Map<String, String> NAMES = names();

    private Kinds() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        Arrays.stream(Sensitivity.values())
                .filter(each -> each != Sensitivity.PRS)
                .forEach(each -> names.put(each.name(), SensitivityWords.of(each)));
        return names;
    }
}
