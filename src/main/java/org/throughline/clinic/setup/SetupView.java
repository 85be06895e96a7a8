package org.throughline.clinic.setup;

import java.util.List;
import org.throughline.clinic.admin.Choice;

/**
 * What the first administrator is asked, with what was typed before when something was wrong with it.
 *
 * @param sites one a line
 * @param roles for the first clinician
 */
public record SetupView(
        String organization, String sites, String given, String family, String name, List<Choice> roles) {
    public SetupView {
        roles = List.copyOf(roles);
    }
}
