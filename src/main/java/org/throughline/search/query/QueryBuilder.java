package org.throughline.search.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.query.Query.Shape;
import org.throughline.search.query.Query.Summary;

/** Collects one query while it is read. */
final class QueryBuilder {
    static final int DEFAULT_COUNT = 20;
    static final int MOST = 1000;

    /** Parameters of the answer's form, which are not search's to read. */
    private static final Set<String> FORM = Set.of("_format", "_pretty");

    private final Types types;
    private final QueryReader reader;
    private final boolean strict;
    private final List<String> on;
    private final List<Criterion> criteria = new ArrayList<>();
    private final List<Sort> sort = new ArrayList<>();
    private final List<Include> includes = new ArrayList<>();
    private final List<Issue> warnings = new ArrayList<>();
    private final StringBuilder self = new StringBuilder();
    private final boolean system;
    private List<String> narrowed = List.of();
    private int count = DEFAULT_COUNT;
    private boolean total;
    private Summary summary = Summary.FALSE;
    private List<String> elements = List.of();

    QueryBuilder(QueryReader reader, Target target, boolean strict) {
        this.types = reader.types();
        this.reader = reader;
        this.strict = strict;
        this.on = switch (target) {
            case Target.OfType(String type) -> List.of(type);
            case Target.OfSystem(List<String> listed) -> listed;
            case Target.InCompartment inside -> inside.type().equals("*") ? List.of() : List.of(inside.type());
        };
        this.system = on.isEmpty();
        if (target instanceof Target.InCompartment(String centre, String id, String type)) {
            criteria.add(inCompartment(centre, id, type));
        }
    }

    private Criterion inCompartment(String centre, String id, String type) {
        if (reader.registry().compartment(centre) == null) {
            throw new Failed(new Failure.NotFound("There is no compartment around a " + centre + "."));
        }
        List<Parameter> parameters = searched().stream()
                .flatMap(each -> reader.registry().compartmentParameters(centre, each).stream())
                .toList();
        boolean itself = type.equals("*") || type.equals(centre);
        if (parameters.isEmpty() && !itself) {
            throw new Failed(new Failure.NotFound(type + " is not in the compartment of a " + centre + "."));
        }
        return new Criterion.InCompartment(parameters, new Criterion.Reference.Local(centre, id), itself);
    }

    private List<String> on() {
        return !narrowed.isEmpty() ? narrowed : on;
    }

    /** The types that parameters are looked up on. */
    private List<String> searched() {
        return on().isEmpty() ? types.resourceTypes() : on();
    }

    void add(Argument argument) {
        String name = argument.name();
        if (argument.value().indexOf('\0') >= 0) {
            throw Wrong.value(name.replace("\0", ""), "holds a NUL character");
        }
        boolean understood = switch (name) {
            case "_type" -> type(argument);
            case "_count" -> count(argument);
            case "_total" -> total(argument);
            case "_summary" -> summary(argument);
            case "_elements" -> elements(argument);
            case "_sort" -> sort(argument);
            case "_filter" -> filter(argument);
            case "_include", "_revinclude", "_include:iterate", "_revinclude:iterate" -> include(argument);
            default -> !FORM.contains(name) && criterion(argument);
        };
        if (understood) {
            self.append(self.isEmpty() ? "" : "&")
                    .append(encode(name))
                    .append('=')
                    .append(encode(argument.value()));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("%2C", ",")
                .replace("%2F", "/");
    }

    Query build() {
        boolean countOnly = summary == Summary.COUNT || count == 0;
        return new Query(
                on(),
                criteria,
                sort,
                count,
                countOnly,
                total,
                includes,
                new Shape(summary, elements),
                self.toString(),
                warnings);
    }

    private boolean criterion(Argument argument) {
        Criterion criterion = reader.criteria().read(searched(), argument);
        if (criterion == null) {
            return unknown("?" + argument.name(), "There is no search parameter '" + argument.name() + "' here");
        }
        criteria.add(criterion);
        return true;
    }

    private boolean filter(Argument argument) {
        criteria.add(new FilterReader(reader.criteria(), searched(), argument.value()).read());
        return true;
    }

    private boolean type(Argument argument) {
        if (!system) {
            return unknown("?_type", "_type is for a search over all types");
        }
        List<String> listed = Escapes.split(argument.value(), ',');
        if (!listed.stream().allMatch(types::isResourceType)) {
            throw Wrong.value("_type", "must be resource types, separated by commas");
        }
        narrowed = listed;
        return true;
    }

    private boolean count(Argument argument) {
        String value = argument.value();
        if (value.isEmpty() || value.length() > 9 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Wrong.value("_count", "must be a whole number from 0 to " + MOST);
        }
        count = Math.min(Integer.parseInt(value), MOST);
        return true;
    }

    private boolean total(Argument argument) {
        total = switch (argument.value()) {
            case "none" -> false;
            case "estimate", "accurate" -> true;
            default -> throw Wrong.value("_total", "must be none, estimate or accurate");
        };
        return true;
    }

    private boolean summary(Argument argument) {
        summary = switch (argument.value()) {
            case "true", "text", "data", "count", "false" ->
                Summary.valueOf(argument.value().toUpperCase(Locale.ROOT));
            default -> throw Wrong.value("_summary", "must be true, text, data, count or false");
        };
        return true;
    }

    private boolean elements(Argument argument) {
        elements = Escapes.split(argument.value(), ',').stream()
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
        return true;
    }

    private boolean sort(Argument argument) {
        boolean all = true;
        for (String key : Escapes.split(argument.value(), ',')) {
            boolean descending = key.startsWith("-");
            Sort read = sort(descending ? key.substring(1) : key, descending);
            if (read == null) {
                all = unknown("?_sort", "'" + key + "' is not something to sort by here");
            } else {
                sort.add(read);
            }
        }
        return all;
    }

    private @Nullable Sort sort(String name, boolean descending) {
        return switch (name) {
            case "_id" -> new Sort.ById(descending);
            case "_lastUpdated" -> new Sort.ByUpdated(descending);
            default -> {
                Parameter parameter = reader.registry().parameter(searched(), name);
                yield parameter == null
                                || parameter.type() == SearchType.COMPOSITE
                                || parameter.type() == SearchType.SPECIAL
                        ? null
                        : new Sort.ByParameter(parameter, descending);
            }
        };
    }

    private boolean include(Argument argument) {
        boolean reverse = argument.name().startsWith("_rev");
        boolean iterate = argument.name().endsWith(":iterate");
        List<Include> read = new IncludeReader(reader.registry(), searched(), reverse, iterate).read(argument.value());
        includes.addAll(read);
        return !read.isEmpty()
                || unknown("?" + argument.name(), "'" + argument.value() + "' names no reference to follow");
    }

    private boolean unknown(String element, String message) {
        if (strict) {
            throw new Failed(new Failure.Malformed("not-supported", element, message + "."));
        }
        warnings.add(new Issue("not-supported", element, message + "; it was left out of the search."));
        return false;
    }
}
