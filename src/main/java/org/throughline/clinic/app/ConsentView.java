package org.throughline.clinic.app;

import java.util.List;

/**
 * What a person decides on.
 *
 * @param app its name
 * @param about what it is for; empty when it was not said
 * @param registeredSelf whether nobody here has vouched for it
 * @param goesTo the host or the program that gets what is granted
 * @param who the person who decides
 * @param patient whom it is about; empty for nobody
 * @param patientId empty for nobody
 * @param another whether another patient can be chosen
 * @param visits among which one can be chosen; empty when none is asked for
 */
public record ConsentView(
        String app,
        String about,
        boolean registeredSelf,
        String goesTo,
        String who,
        String patient,
        String patientId,
        boolean another,
        List<VisitChoice> visits,
        Choices choices) {
    public ConsentView {
        visits = List.copyOf(visits);
    }

    /** A visit that an app can be opened for. */
    public record VisitChoice(String id, String words, boolean underWay) {}
}
