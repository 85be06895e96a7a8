package org.throughline.ui.live;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.events.live.Feed;
import org.throughline.events.live.Subscription;
import org.throughline.events.live.Topic;
import org.throughline.fhir.definitions.Types;
import org.throughline.http.Answer;
import org.throughline.http.Parameter;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code GET /live?on=Patient/1&on=Task&since=…} answers with server-sent events for as long as the session lasts:
 * {@code changed} names the topics of which something was, {@code still} says that nothing was. The id of each is the moment
 * from which a stream that was broken off goes on. What changed is not told; the page asks for itself anew.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
public final class LiveScreen implements Screen {
    private static final Logger LOG = System.getLogger(LiveScreen.class.getName());
    private static final Duration BREATH = Duration.ofSeconds(10);
    private static final int MOST_TOPICS = 60;
    private static final int MOST_MOMENTS = 3;
    private static final int MOST_STREAMS_OF_ONE = 20;
    private static final int MOST_STREAMS = 1_500;
    private static final Pattern MOMENT = Pattern.compile("\\d{1,19}:\\d{1,19}:[\\d,]{0,4000}");

    private final Feed feed;
    private final Types types;
    private final BiPredicate<Caller, Topic> permitted;
    private final Predicate<Request> loggedIn;
    private final Map<Long, Integer> open = new ConcurrentHashMap<>();

    /**
     * @param permitted whether a caller may know that something of a topic was changed
     * @param loggedIn whether the session of a request still lasts; asking does not make it last longer
     */
    public LiveScreen(Feed feed, Types types, BiPredicate<Caller, Topic> permitted, Predicate<Request> loggedIn) {
        this.feed = feed;
        this.types = types;
        this.permitted = permitted;
        this.loggedIn = loggedIn;
    }

    @Override
    public String what() {
        return "this";
    }

    @Override
    public Answer answer(Visit visit) {
        Set<Topic> topics = topics(visit);
        List<String> since = moments(visit.request());
        long account = visit.session().account().number();
        requireRoom(account);
        Answer.Writer writer = out -> stream(visit.request(), account, topics, since, out);
        return new Answer(
                200,
                List.of(
                        new Answer.Header("Content-Type", "text/event-stream;charset=utf-8"),
                        // A proxy that gathers what we send would hold back the news.
                        new Answer.Header("X-Accel-Buffering", "no")),
                new Answer.Stream(writer));
    }

    private void requireRoom(long account) {
        int all = open.values().stream().mapToInt(Integer::intValue).sum();
        if (all >= MOST_STREAMS || open.getOrDefault(account, 0) >= MOST_STREAMS_OF_ONE) {
            throw new Failed(new Failure.TooManyRequests("Too many pages listen already.", BREATH));
        }
    }

    private Set<Topic> topics(Visit visit) {
        Set<Topic> topics = visit.request().parameters().stream()
                .filter(parameter -> parameter.name().equals("on"))
                .map(parameter -> Topic.of(parameter.value(), types))
                .collect(Collectors.toUnmodifiableSet());
        if (topics.size() > MOST_TOPICS) {
            throw new Failed(new Failure.TooLarge("Listen to at most " + MOST_TOPICS + " topics."));
        }
        return topics.stream()
                .filter(topic -> permitted.test(visit.caller(), topic))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> moments(Request request) {
        return Stream.concat(
                        request.header("Last-Event-ID").stream(),
                        request.parameters().stream()
                                .filter(parameter -> parameter.name().equals("since"))
                                .map(Parameter::value))
                .filter(moment -> MOMENT.matcher(moment).matches())
                .limit(MOST_MOMENTS)
                .toList();
    }

    private void stream(Request request, long account, Set<Topic> topics, List<String> since, OutputStream out) {
        open.merge(account, 1, Integer::sum);
        try (Subscription subscription = feed.subscribe(topics, since)) {
            write(request, subscription, out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A page listens no longer", e);
        } finally {
            open.computeIfPresent(account, (same, streams) -> streams == 1 ? null : streams - 1);
        }
    }

    private void write(Request request, Subscription subscription, OutputStream out)
            throws IOException, InterruptedException {
        send(out, "retry: 1500\n\n");
        Subscription.News news = subscription.next(Duration.ZERO);
        while (!news.ended() && loggedIn.test(request)) {
            String topics = news.topics().stream().map(Topic::text).collect(Collectors.joining(" "));
            send(
                    out,
                    "id: " + news.moment() + "\nevent: " + (topics.isEmpty() ? "still" : "changed") + "\ndata: "
                            + topics + "\n\n");
            news = subscription.next(BREATH);
        }
    }

    private static void send(OutputStream out, String event) throws IOException {
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
