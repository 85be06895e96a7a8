package org.throughline.record;

import java.util.List;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;

/** Says of a failure where in a bundle the resource at fault stands. */
final class Placed {
    private Placed() {}

    /** The failure with its elements below {@code place}: {@code Bundle.entry[3].resource.status}. */
    static Failed in(String place, Failed failed) {
        if (place.isEmpty()) {
            return failed;
        }
        return switch (failed.failure()) {
            case Failure.Malformed malformed -> new Failed(new Failure.Malformed(below(place, malformed.issues())));
            case Failure.Invalid invalid -> new Failed(new Failure.Invalid(below(place, invalid.issues())));
            default -> failed;
        };
    }

    private static List<Issue> below(String place, List<Issue> issues) {
        return issues.stream()
                .map(issue -> new Issue(issue.code(), place + path(issue.element()), issue.message()))
                .toList();
    }

    /** The element without the type that it begins with. */
    private static String path(String element) {
        int dot = element.indexOf('.');
        return dot < 0 ? "" : element.substring(dot);
    }
}
