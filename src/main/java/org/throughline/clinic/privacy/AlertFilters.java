package org.throughline.clinic.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Optional;
import org.throughline.http.Request;
import org.throughline.privacy.watch.Alert;
import org.throughline.privacy.watch.AlertQuery;
import org.throughline.privacy.watch.Kind;

/** What the alerts are narrowed to, as it was typed. */
public record AlertFilters(String state, String kind, String who) {

    static AlertFilters of(Request request) {
        return new AlertFilters(
                request.parameter("state").orElse("OPEN"),
                request.parameter("kind").orElse(""),
                request.parameter("who").orElse("").strip());
    }

    AlertQuery query(int count, long before) {
        return new AlertQuery(
                Arrays.stream(Alert.State.values())
                        .filter(each -> each.name().equals(state))
                        .findFirst(),
                wanted(),
                who,
                count,
                before);
    }

    private Optional<Kind> wanted() {
        return Arrays.stream(Kind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst();
    }

    /** As a query. */
    public String encoded() {
        return "state=" + URLEncoder.encode(state, UTF_8) + "&kind=" + URLEncoder.encode(kind, UTF_8) + "&who="
                + URLEncoder.encode(who, UTF_8);
    }
}
