package org.throughline.clinic.entry;

import java.util.List;
import java.util.Map;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Pages;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** What a field offers while one types, below {@code /vocabulary/}: nobody's data, so it is not audited. */
public final class VocabularyScreen implements Screen {
    private final Map<String, Vocabulary> vocabularies;
    private final Pages pages;

    public VocabularyScreen(Map<String, Vocabulary> vocabularies, Pages pages) {
        this.vocabularies = Map.copyOf(vocabularies);
        this.pages = pages;
    }

    @Override
    public String what() {
        return "names";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        Vocabulary vocabulary = path.size() == 2 ? vocabularies.get(path.get(1)) : null;
        if (vocabulary == null || visit.posts()) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String typed = visit.request().parameter("q").orElse("");
        return pages.page(200, "clinic/entry/suggestions.jte", Map.of("suggestions", vocabulary.find(typed)));
    }
}
