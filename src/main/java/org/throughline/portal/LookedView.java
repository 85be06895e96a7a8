package org.throughline.portal;

import java.util.List;

/**
 * Who looked at a record, ready to show.
 *
 * @param days the newest first
 * @param own how many entries of the reader's own are left out of this page
 * @param ownShown whether those are shown too
 * @param partly whether some entries are not for this reader
 * @param next where older entries are; empty when there are none
 */
public record LookedView(Whose whose, List<Day> days, int own, boolean ownShown, boolean partly, String next) {
    public LookedView {
        days = List.copyOf(days);
    }

    /** A day with who looked on it. */
    public record Day(String date, List<Look> looks) {
        public Day {
            looks = List.copyOf(looks);
        }
    }

    /**
     * What somebody did on a day.
     *
     * @param who by name
     * @param as their role and organization; empty when they have none here
     * @param why the purpose, as a whole phrase; empty when it is not known
     * @param when the time, or the times between
     * @param opened whether they opened the chart with a reason
     * @param reason the words with which they did; empty when there are none to show
     * @param ask the number of the entry to ask about
     */
    public record Look(
            String who, String as, String why, String when, boolean opened, String reason, long ask, List<Act> acts) {
        public Look {
            acts = List.copyOf(acts);
        }
    }

    /** One entry. */
    public record Act(String time, String what) {}

    public boolean isEmpty() {
        return days.isEmpty();
    }
}
