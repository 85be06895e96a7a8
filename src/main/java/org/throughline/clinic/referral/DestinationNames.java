package org.throughline.clinic.referral;

import java.util.List;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.entry.Concept;
import org.throughline.care.referral.Destinations;
import org.throughline.clinic.entry.Vocabulary;

/** What the field to whom somebody is referred offers: the directory, which is nobody's data. */
public record DestinationNames(Destinations destinations) implements Vocabulary {
    private static final Caller DIRECTORY = new Caller("directory", "Directory", Rights.EVERYTHING);

    @Override
    public List<Suggestion> find(String typed) {
        return destinations.find(DIRECTORY, typed).stream()
                .map(each -> new Suggestion(each.name(), destinations.reaches(each) ? "gets it at once" : ""))
                .distinct()
                .toList();
    }

    @Override
    public Optional<Concept> named(String name) {
        return Optional.empty();
    }
}
