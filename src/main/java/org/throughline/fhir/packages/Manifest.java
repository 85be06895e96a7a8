package org.throughline.fhir.packages;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What a package says of itself in {@code package.json}.
 *
 * @param name for example {@code hl7.fhir.us.core}
 * @param version for example {@code 6.1.0}
 * @param title for people
 * @param needs the packages that it builds on, each as {@code name#version}
 */
public record Manifest(String name, String version, String title, List<String> needs) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}");
    private static final int LONGEST_TITLE = 250;

    public Manifest {
        needs = List.copyOf(needs);
    }

    /** The package and its version in one word: {@code hl7.fhir.us.core#6.1.0}. */
    public String label() {
        return name + "#" + version;
    }

    /** @throws Failed with {@link Failure.Malformed} when it names no package, or one for another version of FHIR */
    static Manifest of(JsonObject json) {
        String name = json.text("name");
        String version = json.text("version");
        if (name == null
                || version == null
                || !NAME.matcher(name).matches()
                || !VERSION.matcher(version).matches()) {
            throw malformed("its package.json does not name a package and its version");
        }
        List<String> versions = Stream.concat(
                        json.list("fhirVersions").stream(), json.list("fhir-version-list").stream())
                .map(Json::toString)
                .toList();
        if (versions.stream().noneMatch(fhir -> fhir.startsWith("4.0"))) {
            throw malformed("it is not for FHIR R4 (4.0.1)");
        }
        String title = json.text("title");
        return new Manifest(name, version, title == null ? name : shortened(title), needs(json.object("dependencies")));
    }

    private static String shortened(String title) {
        return title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title;
    }

    private static List<String> needs(@org.jspecify.annotations.Nullable JsonObject dependencies) {
        return dependencies == null
                ? List.of()
                : java.util.stream.IntStream.range(0, dependencies.size())
                        .mapToObj(i -> dependencies.nameAt(i) + "#" + dependencies.valueAt(i))
                        .toList();
    }

    private static Failed malformed(String reason) {
        return new Failed(new Failure.Malformed("invalid", "package.json", reason));
    }
}
