package org.throughline.search;

import java.util.Collection;
import java.util.List;
import org.throughline.access.Filter;
import org.throughline.database.Fragment;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.IndexRows;
import org.throughline.record.Indexer;
import org.throughline.record.protection.Keys;

/**
 * The engines in use, which change while the server runs: a new parameter is written by at once, and searched by when
 * all resources are indexed by it.
 */
public final class Engines implements Indexer, Keys {
    private final Engine.Parts parts;
    private volatile Engine writing;
    private volatile Engine searching;

    public Engines(Engine first, Engine.Parts parts) {
        this.parts = parts;
        this.writing = first;
        this.searching = first;
    }

    Engine.Parts parts() {
        return parts;
    }

    /** The engine that resources are indexed by. */
    public Engine writing() {
        return writing;
    }

    /** The engine that queries are answered by. */
    public Engine searching() {
        return searching;
    }

    void use(Engine forWriting, Engine forSearching) {
        writing = forWriting;
        searching = forSearching;
    }

    @Override
    public IndexRows index(JsonObject resource) {
        return writing.extractor().index(resource);
    }

    @Override
    public long[] saltsTo(String type) {
        return writing.extractor().saltsTo(type);
    }

    @Override
    public int[] pathsToOwner(String type) {
        return writing.extractor().pathsToOwner(type);
    }

    @Override
    public long[] saltsToOwner(String type) {
        return writing.extractor().saltsToOwner(type);
    }

    @Override
    public int[] pathsToResult() {
        return writing.extractor().pathsToResult();
    }

    @Override
    public long[] saltsToResult() {
        return writing.extractor().saltsToResult();
    }

    @Override
    public long[] datesNotOfCare() {
        return writing.extractor().datesNotOfCare();
    }

    @Override
    public Fragment meeting(Collection<String> types, Filter filter) {
        return writing.extractor().meeting(types, filter);
    }

    @Override
    public List<Long> referringKeys(String type, long address) {
        return writing.extractor().referringKeys(type, address);
    }
}
