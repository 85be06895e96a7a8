package org.throughline.clinic.order;

import java.util.List;
import org.throughline.care.entry.Choice;
import org.throughline.care.order.OrderKind;

/**
 * A field of the small form of an order.
 *
 * @param name as in the form, without the item's number
 * @param choices to choose one of; none for a field that is typed
 * @param hint what can be typed; empty for nothing
 * @param isLong whether what is typed is a few lines
 * @param offers where what fits is found while one types; empty for nowhere
 */
public record ItemField(String name, String label, List<Choice> choices, String hint, boolean isLong, String offers) {
    static final List<Choice> URGENCIES =
            List.of(new Choice("routine", "Routine"), new Choice("urgent", "Urgent"), new Choice("stat", "At once"));
    private static final List<Choice> SUBSTITUTION =
            List.of(new Choice("", "Generic may be given"), new Choice("yes", "As written"));
    private static final List<Choice> WHERE =
            List.of(new Choice("", "From a pharmacy"), new Choice("here", "Given here"));
    private static final List<Choice> UNITS =
            List.of(new Choice("week", "weeks"), new Choice("month", "months"), new Choice("day", "days"));
    private static final List<Choice> SIDES = List.of(
            new Choice("", "Does not matter"),
            new Choice("left", "Left"),
            new Choice("right", "Right"),
            new Choice("both", "Both"));
    private static final String DAYS = "Empty: now · 14/7/25 · t+3m";

    private static final ItemField URGENCY = choice("urgency", "Urgency", URGENCIES);
    private static final ItemField START = text("start", "When", DAYS);
    private static final ItemField BECAUSE = text("because", "Or another reason", "");
    private static final ItemField NOTE = new ItemField("note", "Note to whoever does it", List.of(), "", true, "");

    private static final List<ItemField> OF_DRUG = List.of(
            text("sig", "How it is taken", "1 tab bid 10d · 5 mL q8h · 1-2 puffs q4-6h prn"),
            choice("where", "Where", WHERE),
            text("quantity", "Quantity", "Empty: as reckoned"),
            text("refills", "Refills", "Empty: none"),
            choice("aswritten", "Substitution", SUBSTITUTION),
            text("start", "From", DAYS),
            BECAUSE,
            new ItemField("note", "Note to the pharmacist", List.of(), "", true, ""));
    private static final List<ItemField> OF_TEST = List.of(
            URGENCY,
            START,
            text("every", "Again every", "Empty: once"),
            choice("unit", "Weeks, months", UNITS),
            text("until", "Until", "Empty: until it is stopped"),
            BECAUSE,
            NOTE);
    private static final List<ItemField> OF_IMAGING = List.of(
            choice("side", "Side", SIDES),
            text("question", "Question to answer", ""),
            new ItemField("history", "History that matters for it", List.of(), "", true, ""),
            text("followup", "Follow-up after", "Empty: a new question · 6w · 3m"),
            URGENCY,
            START,
            BECAUSE,
            NOTE);
    private static final List<ItemField> OF_PROCEDURE =
            List.of(choice("side", "Side", SIDES), URGENCY, START, BECAUSE, NOTE);
    private static final List<ItemField> OF_REFERRAL = List.of(
            new ItemField(
                    "whom",
                    "To whom",
                    List.of(),
                    "A member of the network gets it at once; a person or another practice on paper",
                    false,
                    "/vocabulary/destinations"),
            text("question", "Question to answer", ""),
            URGENCY,
            START,
            BECAUSE,
            NOTE);

    public ItemField {
        choices = List.copyOf(choices);
    }

    /** The fields of an order of a kind, in the order in which they are shown. */
    static List<ItemField> of(OrderKind kind) {
        return switch (kind) {
            case DRUG -> OF_DRUG;
            case LAB -> OF_TEST;
            case IMAGING -> OF_IMAGING;
            case PROCEDURE -> OF_PROCEDURE;
            case REFERRAL -> OF_REFERRAL;
        };
    }

    private static ItemField text(String name, String label, String hint) {
        return new ItemField(name, label, List.of(), hint, false, "");
    }

    private static ItemField choice(String name, String label, List<Choice> choices) {
        return new ItemField(name, label, choices, "", false, "");
    }
}
