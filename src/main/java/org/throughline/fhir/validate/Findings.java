package org.throughline.fhir.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.throughline.kernel.Issue;

/** The faults found so far, and the place that is looked at, whose text is only made when there is a fault. */
final class Findings {
    private static final int ENOUGH = 100;
    private static final int NO_INDEX = -1;

    private final String root;
    private final List<Issue> issues = new ArrayList<>(0);
    private String[] names = new String[16];
    private int[] indexes = new int[16];
    private int depth;

    Findings(String root) {
        this.root = root;
    }

    List<Issue> issues() {
        return List.copyOf(issues);
    }

    boolean isFull() {
        return issues.size() >= ENOUGH;
    }

    void enter(String name) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
        names[depth] = name;
        indexes[depth++] = NO_INDEX;
    }

    /** Moves to an item of the list that was entered. */
    void at(int index) {
        indexes[depth - 1] = index;
    }

    void leave() {
        depth--;
    }

    /** A fault of the place that is looked at. */
    void add(String code, String message) {
        if (!isFull()) {
            issues.add(new Issue(code, place(), message));
        }
    }

    /** A fault of an element of the place that is looked at. */
    void add(String code, String element, String message) {
        enter(element);
        add(code, message);
        leave();
    }

    private String place() {
        StringBuilder place = new StringBuilder(root);
        for (int i = 0; i < depth; i++) {
            place.append('.').append(names[i]);
            if (indexes[i] != NO_INDEX) {
                place.append('[').append(indexes[i]).append(']');
            }
        }
        return place.toString();
    }
}
