package org.throughline.network.link;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.reliance.Reliance;
import org.throughline.care.reliance.Relied;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;
import org.throughline.record.Copy;
import org.throughline.record.Intent;
import org.throughline.record.Records;

/**
 * What follows when a link turns out to be between two who are not one person: the chart is flagged, whoever did something
 * meanwhile is given a task to look again, and the privacy officer one to see to the rest. Both sides do so.
 */
public final class Aftermath {
    private static final String FLAGS = "http://terminology.hl7.org/CodeSystem/flag-category";
    private static final int MOST_NAMED = 25;
    private static final int LONGEST = 1_900;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm", Locale.ENGLISH);

    private final Database database;
    private final Records records;
    private final Peers peers;
    private final Reliance reliance;
    private final Tasks tasks;
    private final Supplier<ZoneId> zone;
    private final InstantSource clock;

    /** @param zone of the practice */
    public Aftermath(
            Database database,
            Records records,
            Peers peers,
            Reliance reliance,
            Tasks tasks,
            Supplier<ZoneId> zone,
            InstantSource clock) {
        this.database = database;
        this.records = records;
        this.peers = peers;
        this.reliance = reliance;
        this.tasks = tasks;
        this.zone = zone;
        this.clock = clock;
    }

    /** What was done while a link was in force that has ended, as far as the caller may see it. */
    public Reliance.Found of(Caller caller, Ended ended) {
        Link link = ended.link();
        String address = peers.base(link.peer()).map(base -> base + "/").orElse("");
        return reliance.find(
                caller,
                new Reliance.Asked(
                        link.patient(),
                        new Copy.Origin(link.peer()),
                        address,
                        peers.of(link.peer()).map(Peer::organization).orElse(""),
                        link.since(),
                        ended.at()));
    }

    /** Tells whoever relied on links that have ended, each once. To be called every second or so. */
    public void step() {
        List<Failed> failed = new ArrayList<>();
        for (Ended each : database.read(Links::untold)) {
            try {
                tell(each);
            } catch (Failed e) {
                failed.add(e);
            }
        }
        failed.stream()
                .filter(each -> !(each.failure() instanceof Failure.Conflict))
                .findFirst()
                .ifPresent(each -> {
                    throw each;
                });
    }

    private void tell(Ended ended) {
        Link link = ended.link();
        Instant now = clock.instant();
        Reliance.Found found = of(Linking.PRODUCT, ended);
        String member = peers.name(link.peer());
        String until = TIME.format(ended.at().atZone(zone.get()));
        LocalDate today = LocalDate.ofInstant(now, zone.get());
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Create("Flag", () -> flag(link.patient(), member, until, now), null, null));
        Map<Recipient, List<Relied>> byPerson = byPerson(found);
        byPerson.forEach((recipient, rows) -> intents.add(tasks.giving(
                who(), task(link.patient(), recipient, toLookAgain(member, ended, until, rows), today, rows))));
        intents.add(tasks.giving(
                who(),
                task(
                        link.patient(),
                        new Recipient(new Addressee.Role("privacy-officer"), "Privacy officer"),
                        toSeeTo(member, isGiven(link), ended, until, found, byPerson.size()),
                        today,
                        List.of())));
        records.write(
                Linking.PRODUCT,
                intents,
                (at, written, patients) -> Access.of(
                        at,
                        Linking.PRODUCT,
                        Action.CREATE,
                        0,
                        "what relied on the link with " + member,
                        201,
                        Set.of(Address.of("Patient", link.patient()))),
                Records.Company.with((connection, written) -> {
                    if (!Links.tell(connection, ended)) {
                        throw new Failed(new Failure.Conflict("They have been told already."));
                    }
                }));
    }

    private static Who who() {
        return new Who(Linking.PRODUCT, null);
    }

    private static Map<Recipient, List<Relied>> byPerson(Reliance.Found found) {
        Map<Recipient, List<Relied>> all = new LinkedHashMap<>();
        Map<String, Recipient> known = new LinkedHashMap<>();
        for (Relied each : found.rows()) {
            if (!each.by().isEmpty()) {
                Recipient recipient =
                        known.computeIfAbsent(each.by(), by -> new Recipient(new Addressee.Person(by), each.byName()));
                all.computeIfAbsent(recipient, by -> new ArrayList<>()).add(each);
            }
        }
        return all;
    }

    private static NewTask task(String patient, Recipient to, String words, LocalDate today, List<Relied> rows) {
        String fitting = words.length() <= LONGEST ? words : words.substring(0, LONGEST) + " …";
        String focus = rows.isEmpty() ? "" : rows.getFirst().reference();
        return new NewTask(patient, fitting, to, today, Priority.URGENT, focus);
    }

    private static String toLookAgain(String member, Ended ended, String until, List<Relied> rows) {
        return "Look again at what you did: until " + until + " entries of another person, from " + member
                + ", stood in this chart (" + ended.reason() + "). " + named(rows)
                + ". They are taken out; what you took over or decided by them is not.";
    }

    /** Servers that are no members are given nothing. */
    private boolean isGiven(Link link) {
        return peers.of(link.peer()).isPresent();
    }

    private static String toSeeTo(
            String member, boolean given, Ended ended, String until, Reliance.Found found, int people) {
        long rest = found.rows().stream().filter(Relied::rests).count();
        return "Two people were taken for one: until " + until + " entries of another person, from " + member
                + ", stood in this chart" + (given ? ", and " + member + " may have been given this record" : "")
                + ". Ended by " + ended.by()
                + ": " + ended.reason() + ". Since then "
                + (found.rows().isEmpty()
                        ? "nothing was done that may rest on them."
                        : found.rows().size() + (found.whole() ? "" : " or more") + " things were done, " + rest
                                + " of them known to rest on such an entry; " + people
                                + " people are asked to look again.")
                + " The whole list" + (given ? ", and what " + member + " was given" : "") + ": Sharing.";
    }

    private static String named(List<Relied> rows) {
        String names = rows.stream()
                .limit(MOST_NAMED)
                .map(each -> each.what().words() + ": " + each.name() + (each.rests() ? " (rests on one of them)" : ""))
                .collect(Collectors.joining("; "));
        return rows.size() <= MOST_NAMED ? names : names + "; and " + (rows.size() - MOST_NAMED) + " more";
    }

    private static JsonObject flag(String patient, String member, String until, Instant now) {
        return JsonObject.builder()
                .add("resourceType", "Flag")
                .add("status", "active")
                .add("category", JsonArray.of(Concept.of(FLAGS, "safety", "Safety")))
                .add(
                        "code",
                        JsonObject.of(
                                "text",
                                new JsonString("Until " + until + " this chart showed entries of another person ("
                                        + member + ")")))
                .add("subject", Author.reference("Patient/" + patient, ""))
                .add(
                        "period",
                        JsonObject.of(
                                "start",
                                new JsonString(
                                        now.truncatedTo(ChronoUnit.SECONDS).toString())))
                .build();
    }
}
