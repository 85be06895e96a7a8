package org.throughline.record;

import java.util.List;
import org.throughline.fhir.json.JsonObject;

/**
 * Finds the rows by which a resource will be found. A pure function of the resource and of the search parameters in
 * force; it asks nothing of the database.
 */
public interface Indexer {

    /**
     * The index rows of one resource.
     *
     * @param resource a structurally valid resource with its {@code resourceType} and {@code id}
     */
    IndexRows index(JsonObject resource);

    /**
     * The keys of the {@code term} rows by which others refer to a resource: one for each path in any resource type
     * that may hold a reference to its type.
     *
     * @param address the resource's address
     */
    List<Long> referringKeys(String type, long address);
}
