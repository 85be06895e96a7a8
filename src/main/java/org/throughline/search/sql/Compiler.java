package org.throughline.search.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.throughline.database.Fragment;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.kernel.Address;
import org.throughline.kernel.Hash;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.parameter.Parameter.Source;
import org.throughline.search.parameter.Path;
import org.throughline.search.parameter.Registry;
import org.throughline.search.query.Criterion;
import org.throughline.search.query.Criterion.Link;
import org.throughline.search.query.Criterion.Reference;
import org.throughline.search.query.Criterion.StringMatch;
import org.throughline.search.query.Criterion.Time;
import org.throughline.search.query.Criterion.UriMatch;

/** Says in terms of the index what a query's criteria mean. */
final class Compiler {
    private static final int MANY = 100_000;
    private static final int FEW = 200;

    private final Registry registry;
    private final Ranges ranges;
    private final CompositeCompiler composites;

    Compiler(Registry registry, Ranges ranges, Dictionary dictionary) {
        this.registry = registry;
        this.ranges = ranges;
        this.composites = new CompositeCompiler(this, dictionary);
    }

    Condition compile(Criterion criterion) throws SQLException {
        return switch (criterion) {
            case Criterion.Ids(List<String> ids) -> new Condition.Ids(ids.toArray(String[]::new));
            case Criterion.Updated(var times) -> new Condition.Updated(times);
            case Criterion.Tokens(var parameter, var tokens) ->
                new Condition.Keyed(at(parameter).of(tokens));
            case Criterion.TokenTexts(var parameter, var texts) -> new Condition.Keyed(texts(parameter, texts));
            case Criterion.TypedIdentifiers(var parameter, var identifiers) ->
                new Condition.Keyed(at(parameter).ofTyped(identifiers));
            case Criterion.References(var parameter, var references) ->
                new Condition.Keyed(Keys.of(keys(parameter.sources(), references)));
            case Criterion.ReferenceIdentifiers(var parameter, var identifiers) ->
                new Condition.Keyed(identifiers(parameter).of(identifiers));
            case Criterion.Times(var parameter, var times) -> times(parameter, times);
            case Criterion.Numbers(var parameter, var amounts) ->
                ranged(parameter, Table.QUANTITY, "value", MANY, Ranges.any(amounts, Ranges::amount));
            case Criterion.Quantities quantities -> quantities(quantities);
            case Criterion.Strings strings -> strings(strings);
            case Criterion.Uris uris -> uris(uris);
            case Criterion.Composites(var parameter, var values) -> composites.compile(parameter, values);
            case Criterion.Near(var parameter, var circles) ->
                ranged(parameter, Table.QUANTITY, "value", FEW, Ranges.any(circles, Ranges::near));
            // A resource has one row of words, and their order is that of the resources.
            case Criterion.Words(var parameter, var words) ->
                new Condition.Ranged(Table.WORDS, salts(parameter), "resource", true, false, FEW, Ranges.words(words));
            case Criterion.Missing(var parameter, boolean missing) -> {
                Condition present = present(parameter);
                yield missing ? new Condition.Not(present) : present;
            }
            case Criterion.Chain(var parameter, var links) -> chain(parameter, links);
            case Criterion.Has(String type, var parameter, var condition) ->
                new Condition.PointedTo(number(type), salts(parameter), isAbout(type, parameter), compile(condition));
            case Criterion.InCompartment compartment -> inCompartment(compartment);
            case Criterion.Not(Criterion inner) -> new Condition.Not(compile(inner));
            case Criterion.Any(var inner) -> Condition.any(each(inner));
            case Criterion.All(var inner) -> new Condition.All(each(inner));
        };
    }

    List<Condition> each(List<Criterion> criteria) throws SQLException {
        List<Condition> compiled = new ArrayList<>();
        for (Criterion criterion : criteria) {
            compiled.add(compile(criterion));
        }
        return compiled;
    }

    private Condition chain(Parameter parameter, List<Link> links) throws SQLException {
        List<Condition> compiled = new ArrayList<>();
        for (Link link : links) {
            compiled.add(points(parameter, link));
        }
        return Condition.any(compiled);
    }

    /** Whether the reference says which patient a resource of this type is about. */
    private boolean isAbout(String type, Parameter reference) {
        Path about = registry.patientPath(type);
        return about != null && registry.isSingle(about) && reference.paths().equals(List.of(about));
    }

    short number(String type) {
        return (short) registry.types().number(type);
    }

    private static TokenKeys at(Parameter parameter) {
        return TokenKeys.at(parameter.paths().stream().map(Path::salt).toList());
    }

    private static TokenKeys identifiers(Parameter parameter) {
        return TokenKeys.at(parameter.paths().stream()
                .map(Path::identifiers)
                .map(Path::salt)
                .toList());
    }

    private static Keys texts(Parameter parameter, List<String> starts) {
        List<Long> places = new ArrayList<>();
        parameter.paths().forEach(path -> {
            places.add(path.salt());
            places.add(path.texts().salt());
        });
        int[] words = TokenKeys.at(places).words();
        return new Keys(
                new long[0],
                starts.stream()
                        .<Keys.Lookup>map(start -> new Keys.Lookup.Words(words, start))
                        .toList());
    }

    static long[] salts(Parameter parameter) {
        return parameter.paths().stream().mapToLong(Path::salt).toArray();
    }

    private static int[] ids(Parameter parameter) {
        return parameter.paths().stream().mapToInt(Path::id).toArray();
    }

    static List<Long> keys(List<Source> sources, List<Reference> references) {
        List<Long> keys = new ArrayList<>();
        for (Source source : sources) {
            for (Reference reference : references) {
                switch (reference) {
                    case Reference.Local(String type, String id) -> {
                        if (source.admits(type)) {
                            keys.add(source.path().reference(type, id));
                        }
                    }
                    case Reference.Url(String url) -> keys.add(source.path().token("", url));
                }
            }
        }
        return keys;
    }

    private Condition.Ranged ranged(
            Parameter parameter, Table table, String column, int guess, Function<String, Fragment> where) {
        // A name or an address is several strings, and a quantity whose unit and code differ is two rows.
        boolean single = table == Table.MOMENT
                && parameter.sources().size() == 1
                && registry.isSingle(parameter.sources().getFirst().path());
        return new Condition.Ranged(table, salts(parameter), column, single, false, guess, where);
    }

    private Condition times(Parameter parameter, List<Time> times) {
        Condition.Ranged ranged = ranged(parameter, Table.MOMENT, "low", MANY, Ranges.any(times, ranges::time));
        // What lies after a date is at the end of the index, and only a few long ranges from before reach there.
        boolean after = times.stream().allMatch(time -> switch (time.prefix()) {
            case GT, GE, SA -> true;
            default -> false;
        });
        return after ? ranged.reversed() : ranged;
    }

    private Condition quantities(Criterion.Quantities criterion) {
        boolean canonical = criterion.quantities().stream()
                .allMatch(quantity -> quantity.system() != null && quantity.code() != null);
        return ranged(
                criterion.parameter(),
                Table.QUANTITY,
                canonical ? "value" : "raw",
                MANY,
                Ranges.any(criterion.quantities(), ranges::quantity));
    }

    private Condition strings(Criterion.Strings criterion) {
        StringMatch match = criterion.match();
        int shortest = criterion.texts().stream().mapToInt(String::length).min().orElse(0);
        int guess = match == StringMatch.CONTAINS ? MANY : shortest < 3 ? MANY / 10 : FEW;
        return ranged(
                criterion.parameter(),
                Table.STRING,
                "folded",
                guess,
                Ranges.any(criterion.texts(), text -> Ranges.string(match, text)));
    }

    private static Condition uris(Criterion.Uris criterion) {
        Parameter parameter = criterion.parameter();
        List<String> equal = switch (criterion.match()) {
            case EQUAL, BELOW -> criterion.uris();
            case ABOVE ->
                criterion.uris().stream().flatMap(uri -> prefixes(uri).stream()).toList();
        };
        Keys keys = Keys.of(parameter.paths().stream()
                .flatMap(path -> equal.stream().map(uri -> path.token("", uri)))
                .toList());
        if (criterion.match() != UriMatch.BELOW) {
            return new Condition.Keyed(keys);
        }
        List<Keys.Lookup> below = criterion.uris().stream()
                .<Keys.Lookup>map(uri -> new Keys.Lookup.Starts(ids(parameter), uri.endsWith("/") ? uri : uri + "/"))
                .toList();
        return new Condition.Keyed(keys.and(new Keys(new long[0], below)));
    }

    /** The uri and every uri above it: cut at each slash. */
    private static List<String> prefixes(String uri) {
        List<String> prefixes = new ArrayList<>(List.of(uri));
        for (int slash = uri.lastIndexOf('/'); slash > 0; slash = uri.lastIndexOf('/', slash - 1)) {
            prefixes.add(uri.substring(0, slash));
            prefixes.add(uri.substring(0, slash + 1));
        }
        return prefixes;
    }

    private Condition present(Parameter parameter) throws SQLException {
        List<Table> tables = switch (parameter.type()) {
            case TOKEN, REFERENCE, URI, COMPOSITE -> List.of();
            case STRING -> List.of(Table.STRING);
            case DATE -> List.of(Table.MOMENT);
            case NUMBER, QUANTITY, SPECIAL -> List.of(Table.QUANTITY);
        };
        if (parameter.type() == SearchType.COMPOSITE) {
            return composites.present(parameter);
        }
        String only = parameter.onlyTarget();
        return only == null
                ? new Condition.Present(tables, salts(parameter), ids(parameter))
                : new Condition.Points(ids(parameter), salts(parameter), number(only), new Condition.All(List.of()));
    }

    private Condition points(Parameter parameter, Link link) throws SQLException {
        List<Path> paths = parameter.sources().stream()
                .filter(source -> source.admits(link.type()))
                .map(Source::path)
                .toList();
        return new Condition.Points(
                paths.stream().mapToInt(Path::id).toArray(),
                paths.stream().mapToLong(Path::salt).toArray(),
                number(link.type()),
                compile(link.condition()));
    }

    private static Condition inCompartment(Criterion.InCompartment compartment) {
        Reference.Local centre = compartment.centre();
        List<Long> keys = compartment.parameters().stream()
                .flatMap(parameter -> keys(parameter.sources(), List.of(centre)).stream())
                .toList();
        Condition keyed = new Condition.Keyed(Keys.of(keys));
        return compartment.itself()
                ? new Condition.Any(List.of(
                        keyed, new Condition.Addresses(new long[] {Address.of(centre.type(), centre.id())})))
                : keyed;
    }

    Function<String, Fragment> rangeOf(Criterion part) {
        return switch (part) {
            case Criterion.Times(var ignored, var times) -> Ranges.any(times, ranges::time);
            case Criterion.Numbers(var ignored, var amounts) -> Ranges.any(amounts, Ranges::amount);
            case Criterion.Quantities(var ignored, var quantities) -> Ranges.any(quantities, ranges::quantity);
            case Criterion.Strings(var ignored, var match, var texts) ->
                Ranges.any(texts, text -> Ranges.string(match, text));
            default -> throw new IllegalArgumentException("Not a range");
        };
    }

    static long text(long salt, String text) {
        return Hash.of(salt, "", text);
    }
}
