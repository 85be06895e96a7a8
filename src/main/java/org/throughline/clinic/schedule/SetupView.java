package org.throughline.clinic.schedule;

import java.util.List;
import org.throughline.care.entry.Choice;
import org.throughline.care.schedule.VisitType;

/**
 * Who can be booked and when, what for, and where.
 *
 * @param posts who could be booked and is not yet
 * @param version of the kinds of visits
 */
public record SetupView(
        List<ProviderRow> providers,
        List<Choice> posts,
        int version,
        List<VisitType> types,
        List<Choice> tones,
        List<SiteRow> sites) {
    public SetupView {
        providers = List.copyOf(providers);
        posts = List.copyOf(posts);
        types = List.copyOf(types);
        tones = List.copyOf(tones);
        sites = List.copyOf(sites);
    }

    /** Somebody who can be booked. */
    public record ProviderRow(String address, String name, String site, String hours, int atOnce, boolean active) {}

    /**
     * A site with its rooms.
     *
     * @param zone its own; empty for the practice's
     */
    public record SiteRow(String id, String name, String zone, List<Choice> rooms) {
        public SiteRow {
            rooms = List.copyOf(rooms);
        }
    }
}
