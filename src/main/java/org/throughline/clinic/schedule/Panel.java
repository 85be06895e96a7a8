package org.throughline.clinic.schedule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Choice;
import org.throughline.clinic.PatientList;

/** What stands beside the schedule. */
public sealed interface Panel {

    /**
     * Whom to book for.
     *
     * @param wanted the time that was chosen, as people read it; empty for none
     * @param fields what is known of the appointment already, for the form that looks for the patient
     * @param register where somebody is registered who is new, and comes back from; empty for whoever may not
     */
    record Find(
            String wanted,
            String typed,
            Map<String, String> fields,
            List<Pick> picks,
            boolean more,
            String register,
            String address,
            String close)
            implements Panel {
        public Find {
            fields = Map.copyOf(fields);
            picks = List.copyOf(picks);
        }
    }

    /**
     * A patient to choose.
     *
     * @param address of the form for this patient
     */
    record Pick(String address, PatientList.Row patient) {}

    /**
     * An appointment that is made or changed.
     *
     * @param address where it is sent
     * @param patient the id
     * @param version of the appointment that is changed; 0 for a new one
     * @param faults what is wrong, by field
     * @param questions what is to be looked at before it is saved
     * @param others what else the patient has booked
     * @param free times that are free; null when nobody has asked
     * @param waiting the id of what has waited for a time; empty for nothing
     * @param kept what is kept of the form
     */
    record Book(
            String address,
            String close,
            String patient,
            PatientList.Row person,
            int version,
            BookForm form,
            List<Choice> types,
            List<Choice> providers,
            Map<String, String> faults,
            List<String> questions,
            boolean taken,
            List<String> others,
            @Nullable List<Free> free,
            String waiting,
            Kept kept)
            implements Panel {
        public Book {
            types = List.copyOf(types);
            providers = List.copyOf(providers);
            faults = Map.copyOf(faults);
            questions = List.copyOf(questions);
            others = List.copyOf(others);
            free = free == null ? null : List.copyOf(free);
        }

        public boolean isNew() {
            return version == 0;
        }

        /** What is wrong in a field; empty when nothing is. */
        public String fault(String field) {
            return faults.getOrDefault(field, "");
        }
    }

    /**
     * A time that is free.
     *
     * @param value the day and the time as their fields show them, with a bar between
     */
    record Free(String words, String value) {}

    /**
     * Time of a provider that is closed.
     *
     * @param provider the id of the Schedule, or {@code everybody}
     * @param weekly not empty: the same day of each week
     */
    record Close(
            String address,
            String close,
            String provider,
            String on,
            String until,
            String from,
            String to,
            String words,
            String weekly,
            List<String> confirmed,
            List<Choice> providers,
            Map<String, String> faults,
            List<String> questions)
            implements Panel {
        public Close {
            confirmed = List.copyOf(confirmed);
            providers = List.copyOf(providers);
            faults = Map.copyOf(faults);
            questions = List.copyOf(questions);
        }

        /** What is wrong in a field; empty when nothing is. */
        public String fault(String field) {
            return faults.getOrDefault(field, "");
        }
    }

    /**
     * A closed time.
     *
     * @param again whether it was closed together with others
     */
    record Closed(String address, String close, String words, String when, String whose, boolean again)
            implements Panel {}

    /**
     * An appointment.
     *
     * @param booked whether it is still to come
     * @param begun whether its time has come
     * @param again whether it was booked together with others
     * @param reminded whether the patient is to be reminded
     * @param reminders what became of reminders of it
     * @param offers who waits for such a time, once it is called off
     * @param visit how far its visit is; null when there is none that the caller may bring on
     */
    record Appointment(
            String id,
            int version,
            String address,
            String close,
            String change,
            PatientList.Row person,
            boolean chart,
            boolean similar,
            String when,
            String with,
            String type,
            String reason,
            String note,
            String state,
            String ended,
            boolean booked,
            boolean calledOff,
            boolean canCheckIn,
            boolean begun,
            @Nullable StepView visit,
            List<Choice> reasons,
            List<String> warnings,
            boolean again,
            List<Offer> offers,
            boolean reminded,
            List<String> reminders)
            implements Panel {
        public Appointment {
            offers = List.copyOf(offers);
            reminders = List.copyOf(reminders);
            reasons = List.copyOf(reasons);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Somebody for whom a time that has become free would do.
     *
     * @param address where they are booked for it
     */
    record Offer(String name, String facts, String address) {}
}
