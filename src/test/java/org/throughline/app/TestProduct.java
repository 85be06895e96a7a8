package org.throughline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Scopes;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.database.TestDatabase;
import org.throughline.events.subscription.Subscriptions;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.packages.PackageReader;
import org.throughline.http.Handler;
import org.throughline.http.HttpServer;
import org.throughline.http.HttpSettings;
import org.throughline.kernel.Address;
import org.throughline.keys.SigningKey;
import org.throughline.login.account.Passwords;
import org.throughline.login.bearer.Tokens;
import org.throughline.login.smart.protocol.AuthorizationServer;
import org.throughline.network.peer.Network;
import org.throughline.record.Copy;
import org.throughline.rest.Rest;
import picocli.CommandLine;

/**
 * The product inside the test's own process, on a database of its own, for tests of what it answers over HTTP:
 *
 * <pre>{@code
 * private static final TestProduct product = TestProduct.start();
 * product.request("PUT", "Patient/1").header("If-Match", "W/\"1\"").body("{…}").send().status();
 * }</pre>
 *
 * <p>Nothing needs closing: all of it ends with the JVM.
 */
public final class TestProduct {
    /** Of the administrator. */
    public static final String PASSWORD = "a password of tests";

    private static final Queue<TestProduct> STARTED = new ConcurrentLinkedQueue<>();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** People log in all the time here, and nobody guesses. */
    private static final Passwords.Cost CHEAP = new Passwords.Cost(8, 1);

    private final String base;
    private final Path data;
    private final AtomicReference<Handler> handler;
    private Handler routes = Health::starting;
    private @Nullable Wiring running;
    private final HttpServer server;
    private final String token;

    private final Database database;

    private TestProduct(
            String base,
            Path data,
            Wiring wiring,
            Database database,
            HttpServer server,
            AtomicReference<Handler> handler) {
        this.server = server;
        this.handler = handler;
        this.running = wiring;
        this.base = base;
        this.data = data;
        this.database = database;
        this.token = token("system/*.cruds");
    }

    /** Starts it on a free port, with settings as {@code serve} takes them: {@code --profiles=warn}. */
    public static TestProduct start(String... settings) {
        return on(TestDatabase.fresh(), settings);
    }

    /** Ends all that were started and not ended yet, so that they do not work beside the tests that follow. */
    static void endAll() {
        for (TestProduct product = STARTED.poll(); product != null; product = STARTED.poll()) {
            product.end();
        }
    }

    /** Classes of tests keep their product for as long as the JVM runs; what it was made of is let go. */
    private void end() {
        wiring().hush();
        server.close();
        wiring().close();
        handler.set(Health::starting);
        running = null;
    }

    /** Another process of the same installation, as far as one JVM can be two: it shares nothing but what is stored. */
    public TestProduct another() {
        return on(database, data, "--app-keys-on-private-network=true");
    }

    /** Starts it on a free port and this database. */
    static TestProduct on(Database database, String... settings) {
        try {
            return on(
                    database, Files.createTempDirectory(Path.of("target").toAbsolutePath(), "test-product"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestProduct on(Database database, Path data, String... settings) {
        try {
            AtomicReference<Handler> handler = new AtomicReference<>(Health::starting);
            DoorOption door = new DoorOption();
            HouseRules rules = rules(door, settings);
            HttpServer server = HttpServer.start(
                    HttpSettings.loopback(0).behind(door.proxies()),
                    request -> handler.get().handle(request),
                    Rest::unreadable);
            String base = "http://127.0.0.1:" + server.port() + "/fhir";
            Wiring wiring = new Wiring(Groundwork.load(data, base), database, rules);
            wiring.login().makeFirstAdministrator(Optional.of(PASSWORD));
            // Most tests want the screens of an installation in use.
            TestProduct product = new TestProduct(base, data, wiring, database, server, handler);
            STARTED.add(product);
            product.set("SETUP", "done");
            product.set("ZONE", "UTC");
            product.routes = wiring.routes();
            handler.set(product.routes);
            return product;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HouseRules rules(DoorOption door, String... settings) {
        HouseOption option = new HouseOption();
        TextsOption texts = new TextsOption();
        AppsOption apps = new AppsOption();
        // Tests log in more often than people do; who tests the limit sets it.
        String[] all = Stream.concat(Stream.of("--logins-per-minute=100000"), Stream.of(settings))
                .toArray(String[]::new);
        MessageOption messages = new MessageOption();
        new CommandLine(new Settings(option, texts, apps, door, messages))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .parseArgs(all);
        HouseRules rules = option.rules(texts.types());
        // There is no other process that would have to notice anything.
        return new HouseRules(
                rules.record(),
                rules.profiles(),
                rules.texts(),
                Duration.ZERO,
                apps.rules(),
                door.rules().with(CHEAP),
                messages.settings());
    }

    @CommandLine.Command
    private record Settings(
            @CommandLine.Mixin HouseOption house,
            @CommandLine.Mixin TextsOption texts,
            @CommandLine.Mixin AppsOption apps,
            @CommandLine.Mixin DoorOption door,
            @CommandLine.Mixin MessageOption messages) {}

    /** Loads a package, and waits until its search parameters are in force. */
    public boolean load(Path file) {
        boolean changed = wiring().packages().load(Installation.operator(), PackageReader.read(file, count -> {}));
        awaitParameters();
        return changed;
    }

    /** Loads an immunization schedule. */
    public void loadSchedule(byte[] zip) {
        wiring().vaccines().schedules().load(Installation.operator(), zip);
    }

    /** Takes the immunization schedule away. */
    public void unloadSchedule() {
        wiring().vaccines().schedules().remove(Installation.operator());
    }

    /** Looks at all patients whose forecast is to be made anew. */
    public void forecast() {
        Forecasting forecasting = wiring().vaccines().forecasting(wiring().care(), database());
        boolean more = true;
        while (more) {
            more = forecasting.step();
        }
    }

    /** Loads a release of a code system. */
    public void loadVocabulary(Path path) {
        VocabularyLoad.load(wiring(), path, System.out);
    }

    /** Takes a package away. */
    public boolean unload(String label) {
        boolean changed = wiring().packages().remove(Installation.operator(), label);
        awaitParameters();
        return changed;
    }

    /** Stores the templates of notes that come with the product. */
    public void bringTemplates() {
        wiring().care().templates().bringShipped(Installation.operator());
    }

    /** Waits until all search parameters that are stored are in force. */
    public void awaitParameters() {
        boolean more = true;
        while (more) {
            wiring().parameters().refresh();
            more = wiring().parameters().step();
        }
    }

    /** Something stands before it from now on, which answers in its place or lets it answer. */
    void behind(UnaryOperator<Handler> before) {
        handler.set(before.apply(routes));
    }

    /** The address of the screens, without a slash at the end. */
    public String home() {
        return base.replaceFirst("/fhir$", "");
    }

    /** The address of the FHIR API, without a slash at the end. */
    public String base() {
        return base;
    }

    /** A token of the operator's own with these SMART scopes. */
    public String token(String scopes) {
        return token(scopes, null, null);
    }

    /** A token with these SMART scopes that acts as an account, and for a patient. */
    public String token(String scopes, @Nullable String user, @Nullable String patient) {
        return new Tokens(SigningKey.of(data), Clock.systemUTC())
                .issue(Scopes.parse(scopes), user, patient, Duration.ofHours(1))
                .token();
    }

    /** Sets one of {@link org.throughline.login.setting.Setting}. */
    public void set(String setting, String value) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                setting,
                value));
        wiring().practiceClock().lookAgain();
    }

    /** Ends the telling of subscribers in this process, as if it were killed; what is stored stays. */
    public void stopTelling() {
        wiring().subscriptions().close();
    }

    /** Who is told of what. */
    public Subscriptions subscriptions() {
        return wiring().subscriptions();
    }

    /** Removes what of subscriptions is kept no longer. */
    public void sweepSubscriptions() {
        wiring().subscriptions().sweep();
    }

    /** Looks for appointments to be reminded of, and sends what is due. */
    public void remind() {
        wiring().errands().reminders().look();
        boolean more = true;
        while (more) {
            more = wiring().errands().reminders().step();
        }
    }

    /** Its data folder. */
    Path data() {
        return data;
    }

    /** Its membership in a network. */
    public Network network() {
        return wiring().network();
    }

    /** Keeps a copy of what another organization, the first of its origins, holds about a patient. */
    public void keep(String patient, Copy copy) {
        keep(1, patient, copy);
    }

    /** Keeps a copy of what another organization holds about a patient. */
    public void keep(int origin, String patient, Copy copy) {
        wiring().records()
                .copies()
                .change((keeping, connection) ->
                        keeping.take(new Copy.Origin(origin), Address.of("Patient", patient), Set.of(), List.of(copy)));
    }

    /** Keeps what another organization, the first of its origins, holds about a patient; {@code '} stands for {@code "}. */
    public void keep(String patient, String holder, String resource) {
        JsonObject there = JsonReader.readObject(resource.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        JsonObject meta = Objects.requireNonNullElse(there.object("meta"), JsonObject.EMPTY);
        List<Json> tags = new ArrayList<>(meta.list("tag"));
        tags.add(Copy.tag(1, holder));
        keep(
                patient,
                new Copy(
                        Objects.requireNonNull(there.text("resourceType")),
                        Objects.requireNonNull(there.text("id")),
                        1,
                        Instant.parse("2026-11-25T08:00:00Z"),
                        there.with("meta", meta.with("tag", new JsonArray(tags)))));
    }

    /** What it is put together of. */
    Wiring wiring() {
        return Objects.requireNonNull(running, "the product has ended");
    }

    /** The authorization server, as the screens use it. */
    public AuthorizationServer apps() {
        return wiring().apps();
    }

    /** Exports everything with its history into a folder, as the command does. */
    public void export(Path folder) throws IOException {
        wiring().exporter(Installation.operator()).run(folder, true, Instant.now(), count -> {});
    }

    /** The database below it, for tests that get in the product's way. */
    public Database database() {
        return database;
    }

    public Reply get(String target) {
        return request("GET", target).send();
    }

    /** Sends a FHIR resource as JSON; quotes may be single. */
    public Reply send(String method, String target, String json) {
        return request(method, target).json(json).send();
    }

    /** A request by a caller who may do everything. */
    public Call request(String method, String target) {
        return anonymous(method, target).header("Authorization", "Bearer " + token);
    }

    /**
     * A request without a token.
     *
     * @param target below the base, or a whole address as a link gives it
     */
    public Call anonymous(String method, String target) {
        String address = target.startsWith("http") ? target : base + (target.isEmpty() ? "" : "/" + target);
        return new Call(method, HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofMinutes(2)));
    }

    /** A request that is being put together. */
    public static final class Call {
        private final String method;
        private final HttpRequest.Builder request;
        private byte[] body = {};

        private Call(String method, HttpRequest.Builder request) {
            this.method = method;
            this.request = request;
        }

        public Call header(String name, String value) {
            request.setHeader(name, value);
            return this;
        }

        /** A FHIR resource as JSON; quotes may be single. */
        public Call json(String json) {
            return body("application/fhir+json", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        }

        public Call form(String form) {
            return body("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
        }

        public Call body(String mediaType, byte[] content) {
            return body(content).header("Content-Type", mediaType);
        }

        /** A body that does not say of what type it is. */
        public Call body(byte[] content) {
            body = content;
            return this;
        }

        public Reply send() {
            try {
                return new Reply(CLIENT.send(
                        request.method(
                                        method,
                                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** What came back. */
    public record Reply(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonObject json() {
            return JsonReader.readObject(text().getBytes(StandardCharsets.UTF_8));
        }

        /** A header's first value; empty when there is none. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return status() + " " + text();
        }
    }
}
