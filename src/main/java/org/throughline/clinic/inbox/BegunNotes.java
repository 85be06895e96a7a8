package org.throughline.clinic.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Waiting;
import org.throughline.care.task.Worklist;
import org.throughline.ui.draft.Draft;
import org.throughline.ui.draft.Drafts;

/**
 * Notes that are begun and not signed: drafts, which are nobody's but their authors'. That there are some, and about whom, is
 * told to whoever does the work of an author who is away or left; what stands in them is not.
 */
public record BegunNotes(Drafts drafts) implements Worklist.Begun {
    private static final String NOTES = "/notes/";

    @Override
    public List<Waiting> of(Set<Long> accounts) {
        List<Waiting> waiting = new ArrayList<>();
        drafts.below(accounts, NOTES)
                .forEach((account, of) -> of.forEach(draft -> waiting.add(waiting(account, draft))));
        return waiting;
    }

    private static Waiting waiting(long account, Draft draft) {
        String patient = draft.key().substring(NOTES.length()).replaceFirst("[/?].*$", "");
        String title = draft.form().value("title");
        return new Waiting(
                Waiting.BEGUN,
                account + draft.key(),
                draft.revision(),
                Waiting.Kind.NOTE,
                patient,
                title.isEmpty() ? "Note that is not signed" : title + ", not signed",
                "",
                "",
                List.of(new Addressee.Account(account)),
                draft.saved(),
                null,
                Waiting.Priority.ROUTINE,
                false,
                draft.key());
    }
}
