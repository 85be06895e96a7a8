package org.throughline.clinic.schedule;

import java.util.List;

/**
 * A day of a site, or a week of a provider.
 *
 * @param title the day or the week
 * @param zone in whose time, when that is not the practice's; empty otherwise
 * @param sites to choose from; empty when there is only one
 * @param providers to choose from for a week
 * @param elsewhere appointments of that time that fit in no column
 * @param calledOff appointments of that time that were cancelled or to which nobody came
 * @param hint what is to be set up first; empty when nothing is
 */
public record SchedulePage(
        Where where,
        String title,
        String before,
        String after,
        String today,
        boolean isToday,
        String dayTyped,
        String zone,
        List<Link> sites,
        List<Link> providers,
        Grid grid,
        List<Chip> elsewhere,
        List<Chip> calledOff,
        boolean books,
        boolean setsUp,
        String hint) {
    public SchedulePage {
        sites = List.copyOf(sites);
        providers = List.copyOf(providers);
        elsewhere = List.copyOf(elsewhere);
        calledOff = List.copyOf(calledOff);
    }

    /** Another part of the schedule. */
    public record Link(String address, String words, boolean current) {}
}
