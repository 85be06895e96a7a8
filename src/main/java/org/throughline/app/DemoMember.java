package org.throughline.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.directory.Directory;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.login.People;
import org.throughline.login.account.AccountKind;
import org.throughline.login.account.Subject;
import org.throughline.login.setting.Setting;
import org.throughline.network.peer.Kind;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Target;

/** The members of the demonstration's network, each with its people and with patients whom others know too. Never in a real installation. */
enum DemoMember {
    FAMILY("Millbrook Family Practice", Kind.PRACTICE, "Alex", "Rivera", "Family physician"),
    HEART("Riverside Heart Center", Kind.PRACTICE, "Ana", "Ruiz", "Cardiologist"),
    HOSPITAL("Lakeside Hospital", Kind.HOSPITAL, "Mina", "Cho", "Emergency physician"),
    LAB("Valley Laboratory", Kind.LAB, "Omar", "Said", "Pathologist");

    private static final Pattern DAY = Pattern.compile("DAY-(\\d+)");

    private final String title;
    private final Kind kind;
    private final String given;
    private final String family;
    private final String role;

    DemoMember(String title, Kind kind, String given, String family, String role) {
        this.title = title;
        this.kind = kind;
        this.given = given;
        this.family = family;
        this.role = role;
    }

    String title() {
        return title;
    }

    /** Who logs in there as physician. */
    String physician() {
        return given + " " + family;
    }

    /** As it is named on the command line, and its data folder. */
    String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Makes its organization, people and patients, unless they are there. */
    void make(Wiring wiring, String password) {
        if (!wiring.login().settings().of(Setting.ORGANIZATION).isEmpty()) {
            return;
        }
        Caller operator = Installation.operator();
        Directory.Founded founded = wiring.care()
                .directory()
                .found(
                        operator,
                        title,
                        List.of(),
                        new Directory.Newcomer(given, family),
                        role,
                        each -> connection -> each);
        String physician = founded.clinician().practitioner();
        List<Intent> intents = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(
                wiring.clock().instant(), wiring.login().settings().zone());
        for (String line : lines()) {
            String dated = DAY.matcher(line)
                    .replaceAll(match ->
                            today.minusDays(Long.parseLong(match.group(1))).toString());
            JsonObject resource = JsonReader.readObject(
                    dated.replace("PHYSICIAN", "Practitioner/" + physician).getBytes(UTF_8));
            intents.add(new Intent.Update(
                    new Target.ById(
                            Objects.requireNonNull(resource.text("resourceType")),
                            Objects.requireNonNull(resource.text("id"))),
                    () -> resource,
                    Precondition.NONE,
                    null));
        }
        wiring.records()
                .write(
                        operator,
                        intents,
                        (at, written, patients) -> Access.of(
                                at, operator, Action.CREATE, 0, "patients of the demonstration", 201, patients));
        samples(physician, founded.organization())
                .forEach(sample -> wiring.login().people().makeSample(sample, password));
        wiring.login()
                .settings()
                .set(
                        operator,
                        Map.of(
                                Setting.ORGANIZATION,
                                founded.organization(),
                                Setting.ORGANIZATION_KIND,
                                kind.code(),
                                Setting.SETUP,
                                "done"));
    }

    private List<People.Sample> samples(String physician, String organization) {
        return List.of(
                new People.Sample(
                        AccountKind.STAFF,
                        "physician",
                        physician(),
                        new Subject("Practitioner", physician),
                        "physician",
                        organization,
                        null),
                new People.Sample(
                        AccountKind.STAFF, "privacy", "Sam Okafor", null, "privacy-officer", organization, null),
                new People.Sample(AccountKind.STAFF, "frontdesk", "Robin Lee", null, "front-desk", organization, null));
    }

    private List<String> lines() {
        String file = "/org/throughline/demo/network/" + code() + ".ndjson";
        try (InputStream in = Objects.requireNonNull(DemoMember.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
