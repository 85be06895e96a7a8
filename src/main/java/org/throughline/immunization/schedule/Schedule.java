package org.throughline.immunization.schedule;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole schedule.
 *
 * @param digest SHA-256 of what was read, in hex: it names the version an answer rests on
 * @param contents what each vaccine contains, by CVX code
 * @param observations the observation codes that the schedule uses, with their titles
 */
public record Schedule(
        String digest,
        List<Antigen> antigens,
        List<VaccineGroup> groups,
        Map<String, Contents> contents,
        List<Conflict> conflicts,
        Map<String, String> observations)
        implements SupportingData {

    /** The antigen of this name. */
    public Optional<Antigen> antigen(String name) {
        return antigens.stream().filter(antigen -> antigen.name().equals(name)).findFirst();
    }

    /** The observation's title, or its code when the schedule names none. */
    public String title(String observation) {
        return observations.getOrDefault(observation, observation);
    }
}
