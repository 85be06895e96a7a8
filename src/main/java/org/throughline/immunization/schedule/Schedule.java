package org.throughline.immunization.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** The ages, from birth, at which it says something else to a patient of whom nothing has changed. */
    public Set<Span> ages() {
        return AgesAsked.of(this);
    }

    /** The antigen of this name. */
    public Optional<Antigen> antigen(String name) {
        return antigens.stream().filter(antigen -> antigen.name().equals(name)).findFirst();
    }

    /**
     * The same schedule for a reader who must not see some observations: wherever one of them is the reason for something,
     * these words stand in place of its name.
     */
    public Schedule withoutNaming(Set<String> hidden, String words) {
        Map<String, String> named = new HashMap<>(observations);
        hidden.forEach(code -> named.put(code, words));
        return new Schedule(
                digest,
                antigens.stream().map(each -> each.withoutNaming(hidden, words)).toList(),
                groups,
                contents,
                conflicts,
                named);
    }

    /** The observation's title, or its code when the schedule names none. */
    public String title(String observation) {
        return observations.getOrDefault(observation, observation);
    }
}
