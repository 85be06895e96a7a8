package org.throughline.clinic.order;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.check.Dangers;
import org.throughline.care.entry.Choice;
import org.throughline.clinic.ChartView;

/**
 * The basket as it is shown.
 *
 * @param line what stands in the field in which orders are typed
 * @param candidates what it can mean, when that must be asked
 * @param nothing what is said when nothing fits; empty otherwise
 * @param sets orders that are often made together
 * @param warnings what of the knowledge is missing, altered or too old
 * @param acknowledges whether signing needs a word about that
 * @param signs whether the visitor may sign
 * @param sign what the button says: {@code Sign 2 orders · GARCIA, Ana}
 * @param faults what keeps it from being signed; empty for nothing
 * @param kept when the draft was kept; empty when there is none
 * @param sending where its drugs go; null without drugs
 * @param controlled whether a controlled substance is in it, which is signed with a second factor
 * @param asked what pharmacies ask
 * @param dangers in what is taken already, not answered yet
 * @param open orders that are not over
 * @param problems the active problems
 * @param toSign what others entered and nobody has signed yet
 * @param entering by which the visitor may enter orders of others; null when they may not
 */
public record BasketView(
        String line,
        List<Candidate> candidates,
        String nothing,
        List<ItemView> items,
        List<SetView> sets,
        List<String> warnings,
        boolean acknowledges,
        boolean acknowledged,
        boolean signs,
        String sign,
        String faults,
        int revision,
        String kept,
        @Nullable Sending sending,
        boolean controlled,
        List<AskedView> asked,
        List<Dangers.Open> dangers,
        List<OpenView> open,
        List<ChartView.Row> problems,
        List<ToSign> toSign,
        @Nullable Entering entering) {
    public BasketView {
        toSign = List.copyOf(toSign);
        candidates = List.copyOf(candidates);
        items = List.copyOf(items);
        sets = List.copyOf(sets);
        warnings = List.copyOf(warnings);
        asked = List.copyOf(asked);
        dangers = List.copyOf(dangers);
        open = List.copyOf(open);
        problems = List.copyOf(problems);
    }

    /**
     * An order that is not over.
     *
     * @param state in words
     * @param drug whether it is one, which can be renewed
     * @param referral the address of what has become of a referral; empty for another order
     * @param holder the other organization that holds it, so that it is only shown; empty for our own
     * @param sent what becomes of it at the pharmacy; null when it was not sent
     */
    public record OpenView(
            String order,
            int version,
            String kind,
            String name,
            String how,
            String state,
            boolean held,
            String since,
            String owner,
            boolean drug,
            String referral,
            String holder,
            @Nullable SentView sent) {}

    /**
     * What becomes of a prescription at the pharmacy.
     *
     * @param alarming whether somebody has to do something about it
     * @param again whether it can be sent again
     */
    public record SentView(String pharmacy, String state, boolean alarming, boolean again) {}

    /** What a pharmacy asks about a prescription. */
    public record AskedView(String id, String pharmacy, boolean renewal, String drug, String words) {}

    /**
     * Where drugs go.
     *
     * @param fault what is wrong with it; empty for nothing
     */
    public record Sending(String pharmacy, String fault, String hint) {}

    /**
     * Orders that others entered on somebody's word.
     *
     * @param mine whether the visitor is to sign them
     */
    public record ToSign(String task, int version, String what, String by, String since, boolean mine) {}

    /**
     * Entering orders of others.
     *
     * @param prescribers whose they can be
     * @param protocols the practice's standing orders
     */
    public record Entering(List<Choice> prescribers, List<Choice> hows, List<String> protocols) {
        public Entering {
            prescribers = List.copyOf(prescribers);
            hows = List.copyOf(hows);
            protocols = List.copyOf(protocols);
        }
    }

    /** A set of orders. */
    public record SetView(String id, String words) {}
}
