package org.throughline.clinic.admin;

import java.util.List;

/**
 * What is set.
 *
 * @param organization the name of the organization; empty until it is set up
 * @param sites the names of its sites
 * @param idleMinutes after how many minutes without use a page is locked
 * @param secondFactor whether staff must show a second factor
 * @param provider where else people log in
 */
public record SettingsView(
        String organization, List<String> sites, int idleMinutes, boolean secondFactor, ProviderView provider) {
    public SettingsView {
        sites = List.copyOf(sites);
    }
}
