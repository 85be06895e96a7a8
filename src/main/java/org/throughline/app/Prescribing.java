package org.throughline.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.Parts;
import org.throughline.care.prescription.Counter;
import org.throughline.care.prescription.Dispatch;
import org.throughline.care.prescription.Incoming;
import org.throughline.care.prescription.Letter;
import org.throughline.care.prescription.Pharmacies;
import org.throughline.care.prescription.Pharmacy;
import org.throughline.care.prescription.Post;
import org.throughline.care.prescription.Receipt;
import org.throughline.database.Database;
import org.throughline.events.courier.Courier;
import org.throughline.events.courier.FhirTransport;
import org.throughline.events.courier.MessageRows;
import org.throughline.events.courier.Outgoing;
import org.throughline.events.courier.Transport;
import org.throughline.events.follow.Follower;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Ids;
import org.throughline.record.Outcome;
import org.throughline.record.Records;

/**
 * Both ends of prescriptions on their way, and what carries messages between them: within this installation directly, to
 * another by the transport.
 */
final class Prescribing {
    private static final Caller PRODUCT = new Caller("pharmacy", "Messages with pharmacies", Rights.EVERYTHING);
    private static final Pattern CLIENT = Pattern.compile("/app/([^/]+)$");
    private static final Set<String> OVER = Set.of("stopped", "cancelled", "entered-in-error");

    private final Dispatch dispatch;
    private final Counter counter;
    private final Incoming incoming;
    private final Pharmacies pharmacies;
    private final Courier courier;
    private final Follower follower;
    private final Supplier<String> organization;

    /**
     * Of an installation.
     *
     * @param base the address of the API
     * @param organization the id of the Organization that the installation is
     */
    Prescribing(
            Database database, CareParts care, Ids ids, String base, Supplier<String> organization, FhirTransport far) {
        MessageRows rows = new MessageRows(database, care.clock());
        this.organization = organization;
        Post post = new PostOffice(rows);
        this.pharmacies = new Pharmacies(care.records(), care.searches(), care.types());
        this.dispatch = new Dispatch(
                care.records(),
                care.searches(),
                care.types(),
                post,
                ids,
                new Dispatch.House(organization, base),
                care.clock());
        this.counter = new Counter(care.records(), care.searches(), care.types(), post, ids, base, care.clock());
        this.incoming = new Incoming(
                care.records(), care.searches(), care.types(), dispatch, post, ids, base, organization, care.clock());
        this.courier = new Courier(rows, message -> deliver(message, far), told(dispatch), care.clock());
        this.follower = new Follower(
                database,
                care.records(),
                care.searches(),
                PRODUCT,
                "prescriptions taken back",
                "MedicationRequest",
                List.of());
    }

    Dispatch dispatch() {
        return dispatch;
    }

    Counter counter() {
        return counter;
    }

    Incoming incoming() {
        return incoming;
    }

    Pharmacies pharmacies() {
        return pharmacies;
    }

    /** What is done behind the screens. */
    List<Chore> chores() {
        return List.of(
                new Chore("bringing messages to pharmacies", Duration.ofSeconds(1), courier::step),
                Chore.of("taking back prescriptions", Duration.ofSeconds(2), this::takeBack));
    }

    /**
     * Takes a message in that came over the API.
     *
     * @throws Failed with {@link Failure.Forbidden} when the caller is no organization of the directory
     */
    JsonObject take(Caller caller, JsonObject message) {
        Matcher client = CLIENT.matcher(caller.id());
        Pharmacy partner = (client.find()
                        ? pharmacies.registered(PRODUCT, client.group(1))
                        : Optional.<Pharmacy>empty())
                .orElseThrow(() -> new Failed(new Failure.Forbidden(
                        "Whoever sends this is no organization that is connected with this one.")));
        return incoming.take(caller, partner.id(), "", message);
    }

    private void takeBack() {
        follower.run(
                request -> {
                    if (OVER.contains(Parts.text(request, "status")) && "order".equals(request.text("intent"))) {
                        dispatch.takeBack(request);
                    }
                },
                () -> {});
    }

    private Transport.Delivery deliver(Outgoing message, FhirTransport far) {
        Optional<Pharmacy> to = pharmacies.of(PRODUCT, message.to());
        if (message.to().equals(organization.get()) || to.filter(Pharmacy::here).isPresent()) {
            return within(message);
        }
        return to.filter(Pharmacy::connected)
                .map(each -> far.deliver(
                        message,
                        new FhirTransport.Place(each.endpoint(), each.client()),
                        (answer, id) -> Receipt.of(answer, id).map(Prescribing::delivery)))
                .orElseGet(() -> new Transport.Delivery.Later("It has no address.", false));
    }

    private Transport.Delivery within(Outgoing message) {
        try {
            JsonObject answer =
                    incoming.take(PRODUCT, message.from(), message.to(), JsonReader.readObject(message.body()));
            return Receipt.of(answer, message.id())
                    .map(Prescribing::delivery)
                    .orElseGet(() -> new Transport.Delivery.Later("It was not answered.", true));
        } catch (Failed e) {
            return new Transport.Delivery.Later(e.failure().message(), false);
        }
    }

    static Transport.Delivery delivery(Receipt receipt) {
        return receipt.taken() ? new Transport.Delivery.Taken() : new Transport.Delivery.Refused(receipt.why());
    }

    private static Courier.Told told(Dispatch dispatch) {
        return new Courier.Told() {
            @Override
            public void taken(String about) {
                dispatch.delivered(about);
            }

            @Override
            public void unsure(String about) {
                dispatch.unsure(about);
            }

            @Override
            public void givenUp(String about, String why) {
                dispatch.failed(about, why);
            }
        };
    }

    /** What care gives to be carried, as rows. */
    private record PostOffice(MessageRows rows) implements Post {
        @Override
        public Records.Company sending(Function<List<Outcome>, List<Letter>> letters) {
            return rows.sending(letters.andThen(PostOffice::outgoing));
        }

        @Override
        public Records.Company answering(
                String partner, String message, JsonObject answer, Function<List<Outcome>, List<Letter>> letters) {
            return rows.answering(partner, message, JsonWriter.bytes(answer), letters.andThen(PostOffice::outgoing));
        }

        @Override
        public Optional<JsonObject> answered(String partner, String message) {
            return rows.answered(partner, message).map(JsonReader::readObject);
        }

        @Override
        public Records.Company retrying(String about) {
            return rows.retrying(about);
        }

        @Override
        public boolean withdraw(String about) {
            return rows.withdraw(about);
        }

        private static List<Outgoing> outgoing(List<Letter> letters) {
            return letters.stream()
                    .map(letter -> new Outgoing(
                            letter.id(), letter.from(), letter.to(), letter.about(), JsonWriter.bytes(letter.bundle())))
                    .toList();
        }
    }
}
