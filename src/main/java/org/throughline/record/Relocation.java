package org.throughline.record;

import java.util.List;

/** Says what becomes of all that refers to some resources. */
@FunctionalInterface
public interface Relocation {

    /**
     * What is to be written.
     *
     * @param referrers what refers to any of them now; nobody begins to until it is written
     */
    List<Intent> intents(List<Referrer> referrers);
}
