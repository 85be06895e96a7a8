package org.throughline.network.outside;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.hl7.fhir.r4.model.Resource;

/**
 * HAPI FHIR's server with records in memory, behind a token endpoint that checks assertions against a client's published keys:
 * as others run theirs. It answers as the large ones do: pages are small, Observations are given by category only.
 */
public final class FarServer implements AutoCloseable {
    private static final int PAGE = 5;

    private final Server jetty;
    private final Map<String, Map<String, Resource>> store = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final TokenServlet tokens;
    private volatile Trouble trouble = (request, response) -> false;

    /** Something that goes wrong there: whether it has answered in the server's place. */
    @FunctionalInterface
    public interface Trouble {
        boolean answers(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private FarServer(Server jetty, TokenServlet tokens) {
        this.jetty = jetty;
        this.tokens = tokens;
    }

    /**
     * Starts one on a free port.
     *
     * @param client as whom the client is registered
     */
    public static FarServer start(String client) {
        try {
            Server jetty = new Server();
            ServerConnector connector = new ServerConnector(jetty);
            connector.setHost("127.0.0.1");
            jetty.addConnector(connector);
            FarServer far = new FarServer(jetty, new TokenServlet(client));
            ServletContextHandler context = new ServletContextHandler("/");
            RestfulServer fhir = new RestfulServer(FhirContext.forR4Cached());
            fhir.setPagingProvider(
                    new FifoMemoryPagingProvider(50).setDefaultPageSize(PAGE).setMaximumPageSize(PAGE));
            fhir.setResourceProviders(far.providers());
            context.addServlet(new ServletHolder(fhir), "/fhir/*");
            context.addServlet(new ServletHolder(far.tokens), "/token");
            context.addServlet(new ServletHolder(new SmartServlet()), "/fhir/.well-known/smart-configuration");
            context.addFilter(new FilterHolder(far.new Guard()), "/fhir/*", EnumSet.of(DispatcherType.REQUEST));
            jetty.setHandler(context);
            jetty.start();
            return far;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<IResourceProvider> providers() {
        List<IResourceProvider> providers = new ArrayList<>();
        providers.add(new FarProviders.Patients(this));
        providers.add(new FarProviders.Observations(this));
        providers.add(new FarProviders.Subscriptions(this));
        for (Class<? extends Resource> type : FarProviders.OF_PATIENT) {
            providers.add(new FarProviders.OfPatient(this, type));
        }
        for (Class<? extends Resource> type : FarProviders.READ) {
            providers.add(new FarProviders.ById(this, type));
        }
        return providers;
    }

    /** The address of its API. */
    public String base() {
        return "http://127.0.0.1:" + ((ServerConnector) jetty.getConnectors()[0]).getLocalPort() + "/fhir";
    }

    /** Where the client publishes its keys. */
    public void trusts(String keys) {
        tokens.trusts(keys);
    }

    /** Keeps a resource, with the time of this moment and the next version. */
    public void put(Resource resource) {
        Map<String, Resource> all = all(resource.fhirType());
        String id = resource.getIdElement().getIdPart();
        Resource before = all.get(id);
        long version = before == null ? 1 : before.getIdElement().getVersionIdPartAsLong() + 1;
        resource.setId(resource.fhirType() + "/" + id + "/_history/" + version);
        resource.getMeta().setLastUpdated(Date.from(Instant.now())).setVersionId(Long.toString(version));
        all.put(id, resource);
    }

    /** Keeps a resource that is written as JSON, where quotes may be single. */
    public void put(String json) {
        put((Resource) FhirContext.forR4Cached().newJsonParser().parseResource(json.replace('\'', '"')));
    }

    public void remove(String type, String id) {
        all(type).remove(id);
    }

    Map<String, Resource> all(String type) {
        return store.computeIfAbsent(type, ignored -> new ConcurrentSkipListMap<>());
    }

    /** Something goes wrong from now on. */
    public void troubled(Trouble wrong) {
        trouble = wrong;
    }

    /** All is well from now on. */
    public void well() {
        trouble = (request, response) -> false;
    }

    /** What it was asked, since that was last forgotten. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public void forget() {
        asked.clear();
    }

    /** Lets only who has a token in, and whatever goes wrong happens here. */
    private final class Guard implements Filter {
        @Override
        public void doFilter(ServletRequest plain, ServletResponse answer, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest request = (HttpServletRequest) plain;
            HttpServletResponse response = (HttpServletResponse) answer;
            String query = request.getQueryString();
            asked.add(request.getMethod() + " " + request.getRequestURI().replaceFirst("^/fhir/", "")
                    + (query == null ? "" : "?" + query));
            if (trouble.answers(request, response)) {
                return;
            }
            boolean open = request.getRequestURI().endsWith("/metadata")
                    || request.getRequestURI().endsWith("/smart-configuration");
            if (open || tokens.isGood(request.getHeader("Authorization"))) {
                chain.doFilter(request, response);
            } else {
                response.setStatus(401);
            }
        }
    }

    /** The subscriptions that were made, as clients wrote them. */
    public List<Resource> subscriptions() {
        return List.copyOf(all("Subscription").values());
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
