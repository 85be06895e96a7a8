package org.throughline.search.index;

import org.throughline.fhir.definitions.SearchType;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.path.FhirPath;
import org.throughline.fhir.path.Node;
import org.throughline.search.parameter.IndexedPath;

/** A path that is more than steps: FHIRPath works it out. */
final class PathIndex {
    private final Converter converter;
    private final Places places;
    private final IndexedPath path;
    private final FhirPath compiled;

    PathIndex(IndexedPath path, Converter converter) {
        this.converter = converter;
        this.places = Places.of(path.path());
        this.path = path;
        this.compiled = FhirPath.compile(path.expression());
    }

    void index(Rows rows, JsonObject resource) {
        for (Node node : compiled.evaluate(resource)) {
            Json json = node.json();
            if (json != null) {
                for (SearchType type : path.types()) {
                    converter.convert(rows, places, type, node.type(), json, "");
                }
            }
        }
    }
}
