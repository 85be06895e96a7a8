package org.throughline.packages;

import java.time.Instant;
import java.util.List;

/**
 * A package that is loaded.
 *
 * @param number counts up: the higher was loaded later
 * @param needs the packages that it builds on, each as {@code name#version}
 * @param definitions how many it brings
 */
public record LoadedPackage(
        int number, String name, String version, String title, List<String> needs, Instant loaded, int definitions) {
    public LoadedPackage {
        needs = List.copyOf(needs);
    }

    /** The package and its version in one word: {@code hl7.fhir.us.core#6.1.0}. */
    public String label() {
        return name + "#" + version;
    }
}
