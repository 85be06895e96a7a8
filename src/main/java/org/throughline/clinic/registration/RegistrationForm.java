package org.throughline.clinic.registration;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.throughline.care.entry.Choice;
import org.throughline.care.registration.Registration;
import org.throughline.http.Form;
import org.throughline.ui.Dates;
import org.throughline.ui.TypedDate;

/**
 * A registration as it stands in the form.
 *
 * @param id of the patient; empty for somebody new
 * @param version of the patient that is changed; 0 for somebody new
 * @param revision of the draft; 0 when there is none
 * @param born the birth date as it was typed
 * @param typed everything else; its birth date is empty when it cannot be read
 * @param faults what is wrong, by field
 * @param changed whether somebody else has changed the patient meanwhile, so that the form is to be looked at again
 */
public record RegistrationForm(
        String id,
        int version,
        int revision,
        String born,
        Registration typed,
        Map<String, String> faults,
        boolean changed) {
    public RegistrationForm {
        faults = Map.copyOf(faults);
    }

    static RegistrationForm of(String id, int version, Registration registration, Dates dates) {
        return new RegistrationForm(
                id, version, 0, dates.date(registration.birthDate()), registration, Map.of(), false);
    }

    static RegistrationForm blank() {
        return read("", Form.EMPTY, LocalDate.EPOCH);
    }

    /** What was sent, or kept as a draft. */
    static RegistrationForm read(String id, Form form, LocalDate today) {
        String born = form.value("birthDate").strip();
        Registration typed = new Registration(
                text(form, "given"),
                text(form, "family"),
                text(form, "used"),
                text(form, "earlier"),
                TypedDate.read(born, today).orElse(""),
                form.value("sex"),
                form.value("birthSex"),
                text(form, "gender"),
                text(form, "pronouns"),
                Set.copyOf(form.values("races")),
                form.value("ethnicity"),
                form.value("language"),
                form.has("interpreter"),
                text(form, "mobile"),
                text(form, "phone"),
                text(form, "email"),
                new Registration.Address(
                        text(form, "line"), text(form, "city"), text(form, "state"), text(form, "postalCode")),
                new Registration.Contact(
                        text(form, "contactName"), text(form, "contactRelation"), text(form, "contactPhone")));
        return new RegistrationForm(
                id, number(form.value("version")), number(form.value("draft-revision")), born, typed, Map.of(), false);
    }

    private static String text(Form form, String name) {
        return form.value(name).strip().replaceAll("\\s+", " ");
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    RegistrationForm with(Map<String, String> found) {
        return new RegistrationForm(id, version, revision, born, typed, found, changed);
    }

    RegistrationForm draft(int kept) {
        return new RegistrationForm(id, version, kept, born, typed, faults, changed);
    }

    RegistrationForm after(int theirs) {
        return new RegistrationForm(id, theirs, revision, born, typed, faults, true);
    }

    public boolean isNew() {
        return id.isEmpty();
    }

    public String address() {
        return "/registration/" + (isNew() ? "new" : id);
    }

    /** What is wrong in a field; empty when nothing is. */
    public String fault(String field) {
        return faults.getOrDefault(field, "");
    }

    /** Whose form it is, for its button; empty while nobody is named. */
    public String name() {
        String name = typed.family().toUpperCase(Locale.ROOT) + ", " + typed.given();
        return typed.family().isEmpty() ? "" : name;
    }

    public List<Choice> sexes() {
        return Registration.SEXES;
    }

    public List<Choice> birthSexes() {
        return Registration.BIRTH_SEXES;
    }

    public List<Choice> races() {
        return Registration.RACES;
    }

    public List<Choice> ethnicities() {
        return Registration.ETHNICITIES;
    }

    public List<Choice> languages() {
        return Registration.LANGUAGES;
    }
}
