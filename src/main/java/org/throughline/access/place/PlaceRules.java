package org.throughline.access.place;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/** The table of rules. */
public final class PlaceRules {
    private static final String EVERYWHERE = "US";
    private static final int COLUMNS = 8;

    private final List<Rule> rules;

    PlaceRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Those that come with the product. */
    public static PlaceRules shipped() {
        try (InputStream file = Objects.requireNonNull(PlaceRules.class.getResourceAsStream("rules.tsv"))) {
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a text: in each line place, subject, kind, value, words, citation, address and when it was read. */
    static PlaceRules read(String text) {
        List<Rule> rules = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] parts = line.split("\t", -1);
            if (parts.length != COLUMNS) {
                throw new IllegalArgumentException("not " + COLUMNS + " columns: " + line);
            }
            Subject subject =
                    Subject.of(parts[1]).orElseThrow(() -> new IllegalArgumentException("no subject: " + line));
            Rule rule = new Rule(
                    parts[0], subject, parts[2], parts[3], parts[4], parts[5], parts[6], LocalDate.parse(parts[7]));
            if (subject.isNumbered() == (rule.number() == null)) {
                throw new IllegalArgumentException("a number where none is, or none where one is: " + line);
            }
            rules.add(rule);
        });
        return new PlaceRules(rules);
    }

    /** The states of which something is known. */
    public NavigableSet<String> states() {
        NavigableSet<String> states = new TreeSet<>();
        rules.stream().map(Rule::place).filter(each -> !each.equals(EVERYWHERE)).forEach(states::add);
        return states;
    }

    /**
     * The law of a place: what counts everywhere and what counts there; what a site has set for itself stands in place of either.
     *
     * @param state two letters; one of which nothing is known, or none, has what counts everywhere
     * @param site what the site has set; none for another organization's place
     */
    public Law of(String state, List<Rule> site) {
        List<Rule> law = new ArrayList<>(site);
        rules.stream()
                .filter(each -> each.place().equals(state) || each.place().equals(EVERYWHERE))
                .filter(each -> site.stream().noneMatch(own -> own.isAbout(each.subject(), each.kind())))
                .forEach(law::add);
        return new Law(state, law);
    }
}
