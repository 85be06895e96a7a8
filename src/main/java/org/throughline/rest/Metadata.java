package org.throughline.rest;

import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.packages.Library;
import org.throughline.search.Engine;
import org.throughline.search.Searches;

/**
 * Says what this server can do.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#capabilities">capabilities</a>
 */
final class Metadata {
    private final Parts parts;
    private final Searches searches;
    private final Supplier<Library> library;
    private final Operations operations;
    private final String version;
    private final Instant started;
    private volatile @Nullable Made made;

    private record Made(Engine engine, Library library, byte[] json) {}

    Metadata(
            Parts parts,
            Searches searches,
            Supplier<Library> library,
            Operations operations,
            String version,
            Instant started) {
        this.library = library;
        this.parts = parts;
        this.searches = searches;
        this.operations = operations;
        this.version = version;
        this.started = started;
    }

    /** The statement; it is open to all. It is large, so it is made anew only when the search parameters or
     * the packages change. */
    Reply get(Call call) {
        Engine engine = searches.engine();
        Library loaded = library.get();
        Made last = made;
        if (last == null || !last.engine().equals(engine) || last.library() != loaded) {
            Capabilities capabilities = new Capabilities(
                    parts, engine.definitions(), engine.reader().registry(), loaded, operations, version, started);
            last = new Made(engine, loaded, JsonWriter.bytes(capabilities.json()));
            made = last;
        }
        return Reply.of(parts.rendering().content(200, last.json(), call.format()), Action.OPERATION, 0, Set.of());
    }
}
