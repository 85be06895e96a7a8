package org.throughline.care.recall;

import java.util.List;
import org.throughline.care.immunization.Outlook;
import org.throughline.terminology.Coding;

/**
 * Who is to be seen again and again.
 *
 * @param id of the PlanDefinition; empty for a rule that is to be made
 * @param version by which a change says what it was made from
 * @param name as the practice calls it
 * @param type the code of the kind of visit; empty for any
 * @param typeName in words
 * @param months how long after the last one the next is due
 * @param from the age in years from which on; 0 for any
 * @param to the age in years up to which, included; 0 for any
 * @param gender FHIR's code; empty for all
 * @param problem the name of a problem that they have; empty for none in particular
 * @param codes by which that problem is found
 * @param vaccine a group of vaccines that they are due for, as the schedule calls it; empty for none in particular
 */
public record RecallRule(
        String id,
        int version,
        String name,
        String type,
        String typeName,
        int months,
        int from,
        int to,
        String gender,
        String problem,
        List<Coding> codes,
        String vaccine) {
    /** The code system of groups of vaccines that somebody is due for, in what is kept of forecasts. */
    static final String DUE = "urn:throughline:vaccine-due";

    public RecallRule {
        codes = List.copyOf(codes);
    }

    /** The code of the group of vaccines. */
    String vaccineCode() {
        return Outlook.code(vaccine);
    }
}
