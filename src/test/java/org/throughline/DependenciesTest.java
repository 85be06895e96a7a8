package org.throughline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The libraries that go into the product: each once, and under a license that lets anybody use the product. */
class DependenciesTest {
    private static final Path LIST = Path.of("target", "runtime-classpath.txt");

    private static final Pattern PERMISSIVE =
            Pattern.compile("(?i).*(apache|\\bmit\\b|bsd|unicode|bouncy castle|isc license).*");

    /** Not permissive by the word of their own files; each looked at by somebody. */
    private static final Map<String, String> LOOKED_AT = Map.of(
            "Saxon-HE",
                    "MPL 2.0: asks for the source of its own files only; comes unchanged with HAPI FHIR's validator",
            "jakarta.json", "EPL 2.0: asks for the source of its own files only; comes unchanged with the validator",
            "jakarta.annotation-api", "EPL 2.0, as above",
            "jakarta.mail", "EPL 2.0 or EDL 1.0, which is BSD's third: we take that",
            "angus-activation", "EDL 1.0, which is BSD's third",
            "jakarta.activation-api", "EDL 1.0, which is BSD's third",
            "jakarta-regexp", "Apache's own, from before Maven's files named licenses");

    private static List<Path> libraries() throws IOException {
        return Arrays.stream(Files.readString(LIST).strip().split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    @Test
    void noClassComesFromTwoLibraries() throws IOException {
        Map<String, Path> owners = new HashMap<>();
        Map<String, String> twice = new TreeMap<>();
        for (Path library : libraries()) {
            try (JarFile jar = new JarFile(library.toFile())) {
                jar.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                        .filter(name -> !name.endsWith("module-info.class") && !name.endsWith("package-info.class"))
                        .forEach(name -> {
                            Path before = owners.putIfAbsent(name, library);
                            if (before != null) {
                                twice.putIfAbsent(before.getFileName() + " and " + library.getFileName(), name);
                            }
                        });
            }
        }
        assertTrue(owners.size() > 10_000, "the libraries were read");
        assertEquals(Map.of(), twice);
    }

    @Test
    void noLibraryIsThereInTwoVersions() throws IOException {
        Map<Path, TreeSet<String>> versions = new HashMap<>();
        for (Path library : libraries()) {
            Path version = parent(library);
            versions.computeIfAbsent(parent(version), ignored -> new TreeSet<>())
                    .add(String.valueOf(version.getFileName()));
        }
        versions.values().removeIf(each -> each.size() == 1);
        assertEquals(Map.of(), versions);
    }

    @Test
    void everyLicenseIsPermissiveOrWasLookedAt() throws Exception {
        List<String> others = new ArrayList<>();
        TreeSet<String> needless = new TreeSet<>(LOOKED_AT.keySet());
        for (Path library : libraries()) {
            Path version = parent(library);
            String name = String.valueOf(parent(version).getFileName());
            List<String> licenses = licenses(version.resolve(name + "-" + version.getFileName() + ".pom"));
            if (licenses.stream().anyMatch(PERMISSIVE.asMatchPredicate())) {
                continue;
            }
            if (!needless.remove(name)) {
                others.add(library.getFileName() + ": " + licenses);
            }
        }
        assertEquals(List.of(), others);
        assertEquals(new TreeSet<>(), needless, "no longer there, or permissive by now");
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    /** What a library's file says, or the file that it builds on. */
    private static List<String> licenses(Path pom) throws Exception {
        Element project = read(pom);
        Element own = child(project, "licenses");
        if (own != null) {
            return children(own).stream()
                    .map(license -> text(license, "name") + " " + text(license, "url"))
                    .toList();
        }
        Element parent = child(project, "parent");
        if (parent == null) {
            return List.of();
        }
        String group = text(parent, "groupId");
        String artifact = text(parent, "artifactId");
        String version = text(parent, "version");
        Path repository = parent(parent(parent(pom)));
        for (int i = 0; i < text(project, "groupId", group).split("\\.", -1).length; i++) {
            repository = parent(repository);
        }
        return licenses(repository
                .resolve(group.replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".pom"));
    }

    private static Element read(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        try (InputStream in = Files.newInputStream(file)) {
            return factory.newDocumentBuilder().parse(in).getDocumentElement();
        }
    }

    private static List<Element> children(Element element) {
        return IntStream.range(0, element.getChildNodes().getLength())
                .<@Nullable Node>mapToObj(element.getChildNodes()::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    private static @Nullable Element child(Element element, String name) {
        return children(element).stream()
                .filter(each -> each.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String text(Element element, String name) {
        return text(element, name, "");
    }

    private static String text(Element element, String name, String otherwise) {
        Element found = child(element, name);
        return found == null ? otherwise : found.getTextContent().strip();
    }
}
