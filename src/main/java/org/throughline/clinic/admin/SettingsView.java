package org.throughline.clinic.admin;

import java.util.List;

/**
 * What is set.
 *
 * @param organization the name of the organization; empty until it is set up
 * @param sites the names of its sites
 * @param zone the time zone, as {@code America/New_York}
 * @param idleMinutes after how many minutes without use a page is locked
 * @param secondFactor whether staff must show a second factor
 * @param escalation when overdue tasks are passed on
 * @param results when others are told of results that nobody acknowledges
 * @param standingOrders by which staff may enter orders, a line each
 * @param provider where else people log in
 */
public record SettingsView(
        String organization,
        List<String> sites,
        String zone,
        int idleMinutes,
        boolean secondFactor,
        Escalated escalation,
        Pressed results,
        String standingOrders,
        ProviderView provider) {
    public SettingsView {
        sites = List.copyOf(sites);
    }

    /**
     * When tasks are passed on that are overdue.
     *
     * @param days how many days after they were due; empty for never
     * @param roles to whom
     * @param copies whether a copy is passed on and the task stays where it is
     */
    public record Escalated(String days, List<Choice> roles, boolean copies) {
        public Escalated {
            roles = List.copyOf(roles);
        }
    }

    /**
     * When others are told of results that nobody acknowledges.
     *
     * @param covering after how many minutes whoever covers, of a critical one
     * @param manager after how many minutes the practice managers, of a critical one
     * @param abnormal after how many days, of an abnormal one
     * @param routine after how many days, of any other
     */
    public record Pressed(int covering, int manager, int abnormal, int routine) {}
}
