package org.throughline.care.reliance;

import java.util.List;
import org.throughline.care.check.Lookup;

/**
 * Documents that another organization sent and that were filed here as our own: those of referrals, consult notes, notes. They came
 * by a letter and not by the link, so they stay when it ends, whenever they came; who asked for them may have meant another person. Pure.
 */
final class Filed {
    private Filed() {}

    static List<Relied> of(Lookup.Found page) {
        return page.matches().stream()
                .filter(each -> !"entered-in-error".equals(each.text("status")))
                .flatMap(document -> Said.moment(document, "date").stream()
                        .map(at -> Said.by(
                                document.objects("author").stream().findFirst().orElse(null),
                                Relied.What.RECEIVED,
                                document,
                                at,
                                true)))
                .toList();
    }
}
