package org.throughline.immunization.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads what the antigens have in common (ScheduleSupportingData). */
final class CommonReader {

    private CommonReader() {}

    static Schedule read(Node root, List<Antigen> antigens, String digest) {
        return new Schedule(digest, antigens, groups(root), contents(root), conflicts(root), observations(root));
    }

    private static List<VaccineGroup> groups(Node root) {
        Map<String, Boolean> full = new LinkedHashMap<>();
        root.all("vaccineGroups", "vaccineGroup")
                .forEach(node -> full.put(node.need("name"), node.yes("administerFullVaccineGroup")));
        return root.all("vaccineGroupToAntigenMap", "vaccineGroupMap").stream()
                .map(node -> new VaccineGroup(
                        node.need("name"),
                        full.getOrDefault(node.need("name"), Boolean.FALSE),
                        node.all("antigen").stream()
                                .map(antigen -> Objects.requireNonNull(antigen.text()))
                                .toList()))
                .toList();
    }

    private static Map<String, Contents> contents(Node root) {
        Map<String, Contents> contents = new LinkedHashMap<>();
        root.all("cvxToAntigenMap", "cvxMap")
                .forEach(node -> contents.put(
                        node.need("cvx"),
                        new Contents(
                                node.need("cvx"),
                                node.or("shortDescription", ""),
                                node.filled("association").stream()
                                        .map(part -> new Contents.Association(
                                                part.need("antigen"),
                                                new AgeRange(
                                                        part.span("associationBeginAge"),
                                                        part.span("associationEndAge"))))
                                        .toList())));
        return contents;
    }

    private static List<Conflict> conflicts(Node root) {
        return root.all("liveVirusConflicts", "liveVirusConflict").stream()
                .map(node -> new Conflict(
                        node.all("previous").getFirst().need("cvx"),
                        node.all("current").getFirst().need("cvx"),
                        node.needSpan("conflictBeginInterval"),
                        node.needSpan("minConflictEndInterval"),
                        node.needSpan("conflictEndInterval")))
                .toList();
    }

    private static Map<String, String> observations(Node root) {
        Map<String, String> titles = new LinkedHashMap<>();
        root.all("observations", "observation")
                .forEach(node -> titles.put(node.need("observationCode"), node.or("observationTitle", "")));
        return titles;
    }
}
