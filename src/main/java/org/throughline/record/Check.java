package org.throughline.record;

import java.util.List;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Issue;

/** What a resource must pass to be stored: FHIR's structure, or the profiles that an installation enforces. */
@FunctionalInterface
public interface Check {

    /** What is wrong with the resource; empty when it may be stored. */
    List<Issue> check(JsonObject resource);
}
