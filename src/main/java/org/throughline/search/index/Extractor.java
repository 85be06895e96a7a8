package org.throughline.search.index;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Filter;
import org.throughline.database.Fragment;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;
import org.throughline.record.IndexRows;
import org.throughline.record.Indexer;
import org.throughline.record.protection.Keys;
import org.throughline.search.parameter.Path;
import org.throughline.search.parameter.Registry;
import org.throughline.search.sql.EverythingPaths;
import org.throughline.search.value.Units;

/** The index rows of resources by the search parameters of one registry. */
public final class Extractor implements Indexer, Keys {
    private final Registry registry;
    private final References references;
    private final Converter converter;
    private final Map<String, TypeIndex> byType = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> salts = new ConcurrentHashMap<>();

    private volatile long @Nullable [] notOfCare;

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
        return registry.pathsTo(target).stream().map(Path::salt).toList();
    }

    @Override
    public long[] saltsTo(String type) {
        return salts.computeIfAbsent(type, this::saltsOfReferences).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    @Override
    public int[] pathsToOwner(String type) {
        return registry.pathsOfOwner(type).stream().mapToInt(Path::id).toArray();
    }

    @Override
    public long[] saltsToOwner(String type) {
        return registry.pathsOfOwner(type).stream().mapToLong(Path::salt).toArray();
    }

    @Override
    public int[] pathsToResult() {
        return registry.pathsToResult().stream().mapToInt(Path::id).toArray();
    }

    @Override
    public long[] saltsToResult() {
        return registry.pathsToResult().stream().mapToLong(Path::salt).toArray();
    }

    @Override
    public long[] datesNotOfCare() {
        long[] known = notOfCare;
        if (known == null) {
            known = EverythingPaths.of(registry).notOfCare();
            notOfCare = known;
        }
        return known.clone();
    }

    @Override
    public Fragment meeting(Collection<String> types, Filter filter) {
        List<Path> paths = paths(types, filter, SearchType.TOKEN);
        List<Path> references = paths(types, filter, SearchType.REFERENCE);
        List<String> values = List.of(filter.value().split(",", -1));
        LongStream tokens = values.stream()
                .filter(token -> token.indexOf('|') > 0)
                .flatMapToLong(token -> paths.stream().mapToLong(path -> key(path, token)));
        LongStream targets = values.stream()
                .filter(value -> value.indexOf('/') > 0)
                .flatMapToLong(target -> references.stream().mapToLong(path -> address(target) ^ path.salt()));
        return Fragment.of(
                "(?::bigint[] || ARRAY(SELECT v.key FROM value v WHERE v.path = ANY (?::integer[])"
                        + " AND v.code = ANY (?::text[])))",
                LongStream.concat(tokens, targets).toArray(),
                paths.stream().mapToInt(Path::id).toArray(),
                values.stream().filter(token -> token.indexOf('|') < 0).toArray(String[]::new));
    }

    private List<Path> paths(Collection<String> types, Filter filter, SearchType of) {
        return types.stream()
                .map(type -> registry.parameter(List.of(type), filter.parameter()))
                .filter(parameter -> parameter != null && parameter.type() == of)
                .flatMap(parameter -> parameter.paths().stream())
                .distinct()
                .toList();
    }

    /** Where {@code Patient/1} lies. */
    private static long address(String target) {
        int slash = target.indexOf('/');
        return Address.of(target.substring(0, slash), target.substring(slash + 1));
    }

    private static long key(Path path, String token) {
        int bar = token.indexOf('|');
        return path.token(token.substring(0, bar), token.substring(bar + 1));
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
