package org.throughline.record;

import org.throughline.fhir.json.JsonObject;

/**
 * Finds the rows by which a resource will be found. A pure function of the resource and of the search parameters in
 * force; it asks nothing of the database.
 */
@FunctionalInterface
public interface Indexer {

    /**
     * The index rows of one resource.
     *
     * @param resource a structurally valid resource with its {@code resourceType} and {@code id}
     */
    IndexRows index(JsonObject resource);
}
