package org.throughline.fhir.path;

import java.util.List;

/** A function of the language, applied to what stands left of its dot. */
@FunctionalInterface
interface Function {
    List<Node> apply(Arguments arguments, List<Node> input);
}
