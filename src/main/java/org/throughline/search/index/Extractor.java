package org.throughline.search.index;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.record.IndexRows;
import org.throughline.record.Indexer;
import org.throughline.search.parameter.Path;
import org.throughline.search.parameter.Registry;
import org.throughline.search.query.References;
import org.throughline.search.value.Units;

/** The index rows of resources by the search parameters of one registry. */
public final class Extractor implements Indexer {
    private final Registry registry;
    private final References references;
    private final Converter converter;
    private final Map<String, TypeIndex> byType = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> salts = new ConcurrentHashMap<>();

    public Extractor(Registry registry, References references, Units units) {
        this.registry = registry;
        this.references = references;
        this.converter = new Converter(references, units);
    }

    @Override
    public IndexRows index(JsonObject resource) {
        String type = resource.text("resourceType");
        if (type == null || !registry.types().isResourceType(type)) {
            throw new IllegalArgumentException("Only a resource can be indexed");
        }
        Rows rows = new Rows();
        if (type.equals("Patient")) {
            String id = resource.text("id");
            rows.patient(id == null ? 0 : Address.of(type, id));
        }
        byType.computeIfAbsent(type, this::typeIndex).index(resource, rows);
        if (registry.findsWords(type)) {
            Words.index(type, resource, rows);
        }
        new ReferenceWalk(references, rows).walk(type, resource);
        return rows.build();
    }

    @Override
    public List<Long> referringKeys(String type, long address) {
        return salts.computeIfAbsent(type, this::saltsOfReferences).stream()
                .map(salt -> address ^ salt)
                .toList();
    }

    private List<Long> saltsOfReferences(String target) {
        return registry.types().resourceTypes().stream()
                .flatMap(type -> registry.references(type).stream())
                .filter(parameter -> parameter.mayPointTo(target))
                .flatMap(parameter -> parameter.paths().stream())
                .map(Path::salt)
                .distinct()
                .toList();
    }

    private TypeIndex typeIndex(String type) {
        return new TypeIndex(
                registry.types().require(type),
                registry.paths(type),
                registry.patientPath(type),
                converter,
                references);
    }
}
