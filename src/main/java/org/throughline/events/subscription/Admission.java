package org.throughline.events.subscription;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Mandate;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.query.Argument;

/**
 * What writing a Subscription takes: it is looked at, what is secret is kept apart from it, and it comes into force with the
 * transaction that stores it. A subscription belongs to who made it, and gives nothing that its owner may not see: so
 * to have one takes no right but the token's own scope.
 */
final class Admission {
    private final Parts parts;
    private final Topics topics;

    Admission(Parts parts, Topics topics) {
        this.parts = parts;
        this.topics = topics;
    }

    Admitted admit(Caller caller, Intent intent) {
        AtomicReference<@Nullable Terms> terms = new AtomicReference<>();
        return switch (intent) {
            case Intent.Create create ->
                new Admitted(
                        owner(caller, Interaction.CREATE),
                        new Intent.Create(
                                create.type(),
                                () -> looked(caller, create.draft().read(), terms),
                                create.ifNoneExist(),
                                create.fullUrl()),
                        saving(caller, terms));
            case Intent.Update update ->
                new Admitted(
                        writer(caller, Interaction.UPDATE, update.target()),
                        new Intent.Update(
                                update.target(),
                                () -> looked(caller, update.draft().read(), terms),
                                update.precondition(),
                                update.fullUrl()),
                        saving(caller, terms));
            case Intent.Patch patch ->
                new Admitted(
                        writer(caller, Interaction.UPDATE, patch.target()),
                        new Intent.Patch(
                                patch.target(),
                                before -> looked(caller, patch.edit().apply(before), terms),
                                patch.precondition()),
                        saving(caller, terms));
            case Intent.Delete delete ->
                new Admitted(
                        writer(caller, Interaction.DELETE, delete.target()),
                        delete,
                        Records.Company.with(Admission::forget));
            case Intent.Keep keep -> new Admitted(caller, keep, Records.Company.NONE);
        };
    }

    /** As whom the owner of a subscription reads it: with its own id, and nothing but that right. */
    Optional<Caller> reader(Caller caller, String id) {
        return owns(caller, id) ? Optional.of(owner(caller, Interaction.READ)) : Optional.empty();
    }

    boolean owns(Caller caller, String id) {
        Mandate mandate = caller.mandate();
        return mandate != null
                && parts.database()
                        .read(connection -> new SubscriptionRows(connection).find(id))
                        .filter(each -> each.mandate().owner().equals(mandate.owner()))
                        .isPresent();
    }

    private Caller writer(Caller caller, Interaction interaction, Target target) {
        return target instanceof Target.ById(String type, String id) && (owns(caller, id) || !isThere(type, id))
                ? owner(caller, interaction)
                : caller;
    }

    /** A new one under an id of the client's choice is its own as well. */
    private boolean isThere(String type, String id) {
        try {
            parts.records().read(Parts.PRODUCT, type, id);
            return true;
        } catch (Failed e) {
            return e.failure() instanceof Failure.Gone;
        }
    }

    /** The caller with the right to its own subscriptions, when its token has a scope for that; else as it is. */
    private static Caller owner(Caller caller, Interaction interaction) {
        Mandate mandate = caller.mandate();
        if (mandate == null || !mandate.allowed(Parts.TYPE).contains(interaction)) {
            return caller;
        }
        Set<Interaction> all = EnumSet.copyOf(mandate.allowed(Parts.TYPE));
        Rights rights = caller.rights();
        return caller.with(new Rights(
                rights.purpose(),
                rights.actors(),
                Set.of(),
                Set.of(Rights.ALL),
                List.of(Grant.of(Set.of(Parts.TYPE), all, Reach.EVERYONE)),
                Set.of(),
                true));
    }

    /** The Subscription as it is stored. */
    private JsonObject looked(Caller caller, JsonObject resource, AtomicReference<@Nullable Terms> read) {
        if (caller.mandate() == null) {
            throw new Failed(new Failure.Forbidden("Subscriptions are made by programs with a token."));
        }
        Terms terms = TermsReader.read(resource, topics, this::isReachable, parts.limits());
        require(caller, terms);
        read.set(terms);
        State state = first(terms);
        JsonObject stored =
                resource.with("status", new JsonString(state.code())).without("error");
        JsonObject channel = stored.object("channel");
        return channel == null
                ? stored
                : stored.with("channel", channel.without("header").without("_header"));
    }

    private static State first(Terms terms) {
        if (terms.off()) {
            return State.OFF;
        }
        return terms.channel() == Terms.Channel.REST_HOOK ? State.REQUESTED : State.ACTIVE;
    }

    /** By HTTPS; where the operator allows addresses of the own network, by plain HTTP within this machine as well. */
    private boolean isReachable(URI address) {
        boolean plain = "http".equalsIgnoreCase(address.getScheme());
        return parts.fetcher().allows(address)
                && (!plain || Set.of("localhost", "127.0.0.1", "[::1]").contains(address.getHost()));
    }

    /** Whether the topic offers the filters, and the search them to this caller. */
    private void require(Caller caller, Terms terms) {
        Topic topic = topics.find(terms.topic()).orElseThrow();
        if (topic instanceof Topic.Elsewhere(TopicSource source)) {
            source.accept(caller, terms.filters());
            return;
        }
        Wanted wanted = Wanted.of(topic, terms.filters(), parts.types());
        String type = wanted.type();
        if (type == null) {
            return;
        }
        Records.require(caller, Interaction.READ, type);
        Records.require(caller, Interaction.SEARCH, type);
        List<Argument> arguments = new ArrayList<>(wanted.arguments());
        arguments.add(new Argument("_id", "none"));
        try {
            parts.searches()
                    .run(
                            caller,
                            new SearchRequest(new org.throughline.search.query.Target.OfType(type), arguments, true));
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Malformed) {
                throw new Failed(
                        new Failure.Invalid(
                                "not-supported", Wanted.ELEMENT, e.failure().message()),
                        e);
            }
            throw e;
        }
    }

    private Records.Company saving(Caller caller, AtomicReference<@Nullable Terms> read) {
        return Records.Company.with((connection, written) -> {
            Terms terms = read.get();
            Mandate mandate = caller.mandate();
            Outcome outcome = written.getFirst();
            Stored stored = outcome.stored();
            boolean changed = outcome.effect() == Outcome.Effect.CREATED || outcome.effect() == Outcome.Effect.UPDATED;
            if (changed && terms != null && mandate != null && stored != null) {
                save(connection, caller, mandate, stored.id(), terms, outcome.effect() == Outcome.Effect.CREATED);
            }
        });
    }

    private void save(Connection connection, Caller caller, Mandate mandate, String id, Terms terms, boolean created)
            throws SQLException {
        SubscriptionRows rows = new SubscriptionRows(connection);
        Optional<Subscribed> before = rows.locked(id);
        boolean own = before.map(each -> each.mandate().owner().equals(mandate.owner()))
                .orElse(created);
        if (!own && caller.rights().bound()) {
            throw new Failed(new Failure.Forbidden("This Subscription is somebody else's."));
        }
        long live = rows.of(mandate.owner()).stream()
                .filter(each -> each.state() != State.OFF && !each.id().equals(id))
                .count();
        if (!terms.off() && live >= parts.limits().live()) {
            throw new Failed(
                    new Failure.Conflict("There are " + live + " subscriptions of yours in force, and no more are"
                            + " possible; delete those that are not needed."));
        }
        rows.save(
                id,
                mandate,
                terms,
                headers(id, terms, before),
                first(terms),
                parts.clock().instant());
    }

    /** Those that were sent; else those there were, as long as they would go to the same place. */
    private byte @Nullable [] headers(String id, Terms terms, Optional<Subscribed> before) {
        List<String> headers = terms.headers();
        if (headers != null) {
            return headers.isEmpty() ? null : Sending.wrapped(parts.key(), id, headers);
        }
        boolean sameEndpoint = before.map(each -> Objects.equals(each.terms().endpoint(), terms.endpoint()))
                .orElse(false);
        return sameEndpoint ? before.orElseThrow().headers() : null;
    }

    private static void forget(Connection connection, List<Outcome> written) throws SQLException {
        for (Outcome each : written) {
            Stored stored = each.stored();
            if (each.effect() == Outcome.Effect.DELETED && stored != null) {
                new SubscriptionRows(connection).delete(stored.id());
            }
        }
    }
}
