package org.throughline.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Definitions;
import org.throughline.fhir.definitions.SearchParameterDefinition;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.definitions.Types;
import org.throughline.record.Records;

/**
 * The search parameters that clients post as SearchParameter resources and that packages bring: notices them, has every
 * resource indexed by them in the background, and puts them in force when that is done. Any number of processes may do
 * this at once.
 */
public final class AddedParameters {
    private static final int BATCH = 200;

    private final Database database;
    private final Records records;
    private final Engines engines;
    private final Definitions own;
    private final Duration settling;
    private final AddedDefinitions definitions;
    private List<Addition> known = List.of();

    /**
     * @param settling how long after a parameter was met the indexing begins: every process must have noticed it, so
     *     that what is written meanwhile is indexed by it too
     */
    public AddedParameters(Database database, Records records, Engines engines, Duration settling) {
        this.database = database;
        this.records = records;
        this.engines = engines;
        this.own = engines.searching().definitions();
        this.settling = settling;
        this.definitions = new AddedDefinitions(own, records.bodies());
    }

    /**
     * How far a parameter is.
     *
     * @param id of the SearchParameter resource; of a package's its address; a resource type, whose words are found
     * @param name for people: {@code Patient.race}
     * @param part how much of the resources is indexed by it, from 0 to 1
     * @param done whether it can be searched by
     */
    public record Status(String id, String name, double part, boolean done) {}

    /** How far each parameter is. */
    public synchronized List<Status> status() {
        refresh();
        return known.stream()
                .filter(addition ->
                        addition.isOfWords() || definitions.of(addition).isPresent())
                .map(addition -> new Status(addition.key().id(), name(addition), addition.part(), addition.done()))
                .toList();
    }

    private String name(Addition addition) {
        return definitions
                .of(addition)
                .map(definition -> String.join(", ", definition.bases()) + "." + definition.code())
                .orElseGet(() -> addition.key().id() + "._text, _content");
    }

    /** Notices new, changed and removed parameters; to be run every few seconds and at the start. */
    public synchronized void refresh() {
        Parameters before = parameters();
        known = database.inTransaction(connection -> {
            Addition.meet(connection, (short) own.types().number("SearchParameter"));
            List<Addition> now = Addition.all(connection);
            definitions.read(connection, now);
            return now;
        });
        Parameters now = parameters();
        if (!now.equals(before)) {
            engines.use(engine(now.written()), engine(now.searched()));
        }
    }

    /** What makes an engine: parameters, and the types whose words are found. */
    private record Added(List<SearchParameterDefinition> definitions, Set<String> words) {}

    private record Parameters(Added written, Added searched) {}

    private Parameters parameters() {
        return new Parameters(in(addition -> true), in(Addition::done));
    }

    private Added in(Predicate<Addition> which) {
        List<Addition> some = known.stream().filter(which).toList();
        return new Added(
                some.stream().map(definitions::of).flatMap(Optional::stream).toList(),
                some.stream()
                        .filter(Addition::isOfWords)
                        .map(addition -> addition.key().id())
                        .collect(Collectors.toSet()));
    }

    private Engine engine(Added added) {
        return Engine.of(own.with(added.definitions(), List.of()), added.words(), engines.parts());
    }

    /** Has {@code _text} and {@code _content} find the words of these types, and of no others. */
    public void findWordsOf(List<String> types) {
        database.inTransaction(connection -> Addition.indexTexts(connection, types));
        refresh();
    }

    /**
     * Indexes some more resources by the parameters that are not done.
     *
     * @return whether there is more to do now
     */
    public synchronized boolean step() {
        List<Addition> waiting = database.read(connection -> Addition.waiting(connection, settling.toMillis()));
        if (waiting.isEmpty()) {
            return false;
        }
        Addition next = waiting.getFirst();
        List<String> types = types(next);
        long position = types.isEmpty() ? Long.MAX_VALUE : records.reindex(types, next.position(), BATCH);
        database.inTransaction(connection -> next.advance(connection, position));
        refresh();
        return true;
    }

    /** The resource types that it is on. */
    private List<String> types(Addition addition) {
        if (addition.isOfWords()) {
            return List.of(addition.key().id());
        }
        Types all = own.types();
        return definitions.of(addition).stream()
                .flatMap(definition -> all.resourceTypes().stream()
                        .map(all::require)
                        .filter(type -> definition.bases().stream().anyMatch(type::is))
                        .map(TypeDefinition::name))
                .toList();
    }
}
