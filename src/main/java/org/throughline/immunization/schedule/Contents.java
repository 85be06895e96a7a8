package org.throughline.immunization.schedule;

import java.util.List;

/** What a vaccine contains: the antigens it counts for, some only at certain ages (section 4.2). */
public record Contents(String cvx, String name, List<Association> antigens) {

    /** An antigen of a vaccine that was given at such an age. */
    public record Association(String antigen, AgeRange ages) {}
}
