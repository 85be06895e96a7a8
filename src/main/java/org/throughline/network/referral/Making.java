package org.throughline.network.referral;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.care.referral.ReferralTask;
import org.throughline.care.referral.Side;
import org.throughline.care.summary.SummaryReader;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.network.document.Enclosing;
import org.throughline.network.link.Linking;
import org.throughline.network.peer.Peer;
import org.throughline.record.Records;
import org.throughline.record.Stored;

/** Makes what a member is told of a referral: what the member may see of it, and nothing else. */
final class Making {
    private static final int MOST_CONDITIONS = 20;

    private final Records records;
    private final SummaryReader summaries;
    private final Enclosing enclosing;

    Making(Records records, SummaryReader summaries, Enclosing enclosing) {
        this.records = records;
        this.summaries = summaries;
        this.enclosing = enclosing;
    }

    /** The referral with what the member needs to see the patient: the order, who it is, why, and the summary of the chart. */
    List<JsonObject> whole(Peer peer, JsonObject task) {
        Caller member = enclosing.member(peer);
        String patient = Parts.idOf(task.object("for"), "Patient");
        JsonObject request =
                enclosing.seen(member, "ServiceRequest", Parts.idOf(task.object("focus"), "ServiceRequest"));
        JsonObject person = enclosing.seen(member, "Patient", patient);
        JsonObject told = ReferralTask.told(task, Side.REQUESTER, Integer.MAX_VALUE)
                .with(
                        "requester",
                        JsonObject.of("display", new JsonString(Parts.text(task.object("requester"), "display"))));
        List<JsonObject> all = new ArrayList<>(List.of(told, request, Linking.described(person)));
        all.addAll(reasons(member, request));
        all.add(summaries.read(member, patient));
        return all;
    }

    private List<JsonObject> reasons(Caller member, JsonObject request) {
        Set<Long> addresses = new HashSet<>();
        request.objects("reasonReference").stream()
                .map(each -> Parts.idOf(each, "Condition"))
                .filter(each -> !each.isEmpty())
                .limit(MOST_CONDITIONS)
                .forEach(each -> addresses.add(Address.of("Condition", each)));
        return records.present(member, addresses).stream().map(this::open).toList();
    }

    /**
     * What has become of a referral.
     *
     * @param enclosed up to which step it is told, and with which note
     */
    List<JsonObject> state(Peer peer, JsonObject task, Enclosed enclosed) {
        List<JsonObject> all = new ArrayList<>();
        all.add(ReferralTask.told(
                task, ReferralTask.isIncoming(task) ? Side.RECEIVER : Side.REQUESTER, enclosed.step()));
        if (!enclosed.note().isEmpty()) {
            all.add(enclosing.document(peer, enclosed.note()));
        }
        return all;
    }

    JsonObject task(Caller product, String reference) {
        return open(records.read(product, "Task", reference.substring("Task/".length())));
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
