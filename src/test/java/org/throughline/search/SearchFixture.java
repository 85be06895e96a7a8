package org.throughline.search;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.database.TestDatabase;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Ids;
import org.throughline.keys.Seal;
import org.throughline.record.Bodies;
import org.throughline.record.Gate;
import org.throughline.record.Intent;
import org.throughline.record.Jurisdiction;
import org.throughline.record.Permanence;
import org.throughline.record.Precondition;
import org.throughline.record.RecordSettings;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.protection.Guard;
import org.throughline.search.query.Target;
import org.throughline.search.value.Units;

/** A record on a real database with R4's search parameters. */
public final class SearchFixture {
    static final Caller CALLER = new Caller("test", "Test", Rights.EVERYTHING);
    static final References REFERENCES = new References(R4.types(), "http://localhost/fhir");
    private static final Engine.Parts PARTS =
            new Engine.Parts(REFERENCES, new LoadedConcepts(R4::terminology), Units.ofUcum(), Clock.systemUTC());
    private static final Engine R4_ENGINE = Engine.of(R4.definitions(), Set.of("DocumentReference"), PARTS);

    public final Database database = TestDatabase.fresh();
    final Engines engines = new Engines(R4_ENGINE, PARTS);
    final Guard guard = new Guard(R4.types(), REFERENCES, engines, Clock.systemUTC());
    public final Search search = new Search(engines, guard, new Seal(new byte[32]));
    public final Records records;

    public SearchFixture() {
        this(new RecordSettings(false, true));
    }

    public SearchFixture(RecordSettings settings) {
        this(fixture -> List.of(), settings);
    }

    /** @param gate what orders must pass; it may search, and read records later */
    public SearchFixture(RecordSettings settings, Function<SearchFixture, Gate> gate) {
        this(fixture -> List.of(gate.apply(fixture)), settings);
    }

    private SearchFixture(Function<SearchFixture, List<Gate>> gates, RecordSettings settings) {
        records = new Records(
                database,
                new AuditTrail(database),
                R4.types(),
                Bodies.shipped(),
                engines,
                guard,
                search,
                resource -> List.of(),
                null,
                Permanence.NONE,
                gates.apply(this),
                Jurisdiction.UNKNOWN,
                settings,
                new Ids(Clock.systemUTC(), RandomGenerator.getDefault()),
                Clock.systemUTC());
    }

    /** Searches as the rooms above do. */
    public Searches searches() {
        return new Searches(database, search);
    }

    /** The only number that a statement gives. */
    public long count(String sql) {
        return database.read(
                connection -> Sql.first(connection, row -> row.getLong(1), sql).orElseThrow());
    }

    /** Stores resources under their ids; quotes may be single. */
    public void store(String... resources) {
        List<JsonObject> read = new ArrayList<>();
        for (String json : resources) {
            read.add(JsonReader.readObject(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        }
        store(read);
    }

    /** Stores resources under their ids. */
    public void store(List<JsonObject> resources) {
        List<Intent> intents = new ArrayList<>();
        for (JsonObject resource : resources) {
            org.throughline.record.Target target = new org.throughline.record.Target.ById(
                    String.valueOf(resource.text("resourceType")), String.valueOf(resource.text("id")));
            intents.add(new Intent.Update(target, () -> resource, Precondition.NONE, null));
        }
        write(intents);
    }

    void delete(String type, String id) {
        write(List.of(new Intent.Delete(new org.throughline.record.Target.ById(type, id), Precondition.NONE)));
    }

    private void write(List<Intent> intents) {
        records.write(
                CALLER,
                intents,
                (at, outcomes, patients) -> Access.of(at, CALLER, Action.TRANSACTION, 0, "", 200, patients));
    }

    /** A search as one would write it after the base address, unencoded. */
    static SearchRequest request(String url, boolean strict) {
        int mark = url.indexOf('?');
        String place = mark < 0 ? url : url.substring(0, mark);
        String[] parts = place.split("/", -1);
        Target target = place.isEmpty()
                ? new Target.OfSystem(List.of())
                : parts.length == 3 ? new Target.InCompartment(parts[0], parts[1], parts[2]) : new Target.OfType(place);
        String query = mark < 0 ? "" : url.substring(mark + 1).replace("+", "%2B");
        return new SearchRequest(target, QueryString.parse(query), strict);
    }

    SearchPage page(String url) {
        return page(CALLER, url);
    }

    public SearchPage page(Caller caller, String url) {
        return database.read(connection -> search.run(connection, caller, request(url, true)));
    }

    SearchPage next(SearchPage page) {
        return database.read(connection -> search.next(connection, CALLER, page.target(), String.valueOf(page.next())));
    }

    /** The ids of the matches on all pages. */
    public List<String> all(String url) {
        List<String> found = new ArrayList<>();
        SearchPage page = page(url);
        page.matches().forEach(match -> found.add(match.id()));
        while (page.next() != null) {
            page = next(page);
            page.matches().forEach(match -> found.add(match.id()));
        }
        return found;
    }

    static List<String> ids(List<Stored> resources) {
        return resources.stream().map(Stored::id).toList();
    }
}
