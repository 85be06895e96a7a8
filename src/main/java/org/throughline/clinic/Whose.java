package org.throughline.clinic;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.ui.Visit;

/** Whose entries a chart shows. */
public enum Whose {
    /** Our own. */
    OURS,
    /** Ours, and what other organizations hold about the patient. */
    EVERYONES;

    /** What was chosen, as the address says it. */
    public static Whose of(Visit visit) {
        return visit.request().parameter("whose").filter("ours"::equals).isPresent() ? OURS : EVERYONES;
    }

    /** Where a page shows these: the page itself, and from the answer to a form the section that it is of. */
    String address(Visit visit, String section) {
        if (visit.posts()) {
            return this == OURS ? section + "?whose=ours" : section;
        }
        String query = Stream.concat(
                        visit.request().parameters().stream()
                                .filter(each -> !each.name().equals("whose"))
                                .map(each ->
                                        each.name() + "=" + URLEncoder.encode(each.value(), StandardCharsets.UTF_8)),
                        this == OURS ? Stream.of("whose=ours") : Stream.of())
                .collect(Collectors.joining("&"));
        String page = "/" + String.join("/", visit.path());
        return query.isEmpty() ? page : page + "?" + query;
    }

    /** As whom the chart is read for a visitor. */
    public static Caller reader(Visit visit) {
        return switch (of(visit)) {
            case OURS -> visit.caller().withoutOutside();
            case EVERYONES -> visit.caller().withOutside();
        };
    }
}
