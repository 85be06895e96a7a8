package org.throughline.rest;

import java.util.ArrayList;
import java.util.List;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.access.Reach;
import org.throughline.events.subscription.Subscriptions;
import org.throughline.http.Parameter;

/**
 * Reading Subscriptions. They are in nobody's record, so that only who may see everything finds them all; everybody else reads and
 * finds one's own.
 */
record OwnSubscriptions(Subscriptions subscriptions) {
    static final String TYPE = "Subscription";
    private static final String MOST = "1000";

    /** The call, as whom it is to be answered. */
    Call of(Call call) {
        if (!call.method().equals("GET") && !(call.place() instanceof Place.TypeSearch)) {
            return call;
        }
        return switch (call.place()) {
            case Place.Instance(String type, String id) when type.equals(TYPE) -> as(call, id);
            case Place.OneVersion(String type, String id, String version) when type.equals(TYPE) -> as(call, id);
            case Place.InstanceHistory(String type, String id) when type.equals(TYPE) -> as(call, id);
            case Place.OfType(String type) when type.equals(TYPE) -> search(call);
            case Place.TypeSearch(String type) when type.equals(TYPE) -> search(call);
            default -> call;
        };
    }

    private Call as(Call call, String id) {
        return with(call, subscriptions.reader(call.caller(), id), call.parameters());
    }

    private Call search(Call call) {
        Caller caller = call.caller();
        List<String> own = subscriptions.own(caller);
        if (own.isEmpty() || caller.rights().reach(TYPE, Interaction.SEARCH).equals(Reach.EVERYONE)) {
            return call;
        }
        List<Parameter> parameters = new ArrayList<>(call.parameters());
        parameters.removeIf(each -> each.name().equals("_count") || each.name().equals("_page"));
        parameters.add(new Parameter("_id", String.join(",", own)));
        parameters.add(new Parameter("_count", MOST));
        return with(call, subscriptions.reader(caller, own.getFirst()), parameters);
    }

    private static Call with(Call call, Caller caller, List<Parameter> parameters) {
        return new Call(
                caller,
                call.method(),
                call.target(),
                call.place(),
                parameters,
                call.conditions(),
                call.prefer(),
                call.format(),
                call.content());
    }
}
