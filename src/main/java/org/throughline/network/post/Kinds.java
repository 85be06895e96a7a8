package org.throughline.network.post;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which kind of message each event is of. */
public final class Kinds {
    private final Map<Event, MessageKind> kinds = new EnumMap<>(Event.class);

    /** @param all one for each event */
    public Kinds(List<MessageKind> all) {
        for (MessageKind kind : all) {
            for (Event event : kind.events()) {
                if (kinds.put(event, kind) != null) {
                    throw new IllegalArgumentException("two kinds of message for " + event);
                }
            }
        }
        if (kinds.size() != Event.values().length) {
            throw new IllegalArgumentException("an event without a kind of message");
        }
    }

    MessageKind of(Event event) {
        MessageKind kind = kinds.get(event);
        if (kind == null) {
            throw new IllegalStateException("no kind of message for " + event);
        }
        return kind;
    }
}
