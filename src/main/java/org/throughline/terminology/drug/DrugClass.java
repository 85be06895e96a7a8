package org.throughline.terminology.drug;

import java.util.List;

/**
 * A chemical or therapeutic class.
 *
 * @param id short and stable, what rules name it by: {@code ace-inhibitor}
 * @param name what a clinician calls it: {@code ACE inhibitors}
 * @param parents ids of the classes that contain it, directly
 * @param also what people type for it
 */
public record DrugClass(String id, String name, List<String> parents, List<String> also) {
    public DrugClass {
        parents = List.copyOf(parents);
        also = List.copyOf(also);
    }
}
