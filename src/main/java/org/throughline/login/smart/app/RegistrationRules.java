package org.throughline.login.smart.app;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Issue;

/** What must hold of a registration. A fault names the field that it is about. */
public final class RegistrationRules {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ABOUT = 500;
    private static final int MOST_REDIRECTS = 20;
    private static final int MOST_KEYS = 20;
    private static final int WEAKEST_RSA = 2048;

    private final ScopeRules scopes;
    private final Predicate<URI> fetchable;

    /** @param fetchable whether keys may be fetched from an address */
    public RegistrationRules(ScopeRules scopes, Predicate<URI> fetchable) {
        this.scopes = scopes;
        this.fetchable = fetchable;
    }

    /** What is wrong with it; nothing when it can be registered. */
    public List<Issue> faults(Registration app) {
        List<Issue> faults = new ArrayList<>();
        words(app, faults);
        addresses(app, faults);
        scopes(app, faults);
        proof(app, faults);
        return faults;
    }

    private static void words(Registration app, List<Issue> faults) {
        if (app.name().isBlank() || app.name().length() > LONGEST_NAME) {
            faults.add(wrong("name", "An app needs a name of at most " + LONGEST_NAME + " letters."));
        }
        if (app.about().length() > LONGEST_ABOUT) {
            faults.add(wrong("about", "What the app is for takes at most " + LONGEST_ABOUT + " letters."));
        }
    }

    private static void addresses(Registration app, List<Issue> faults) {
        if (app.redirects().isEmpty() && !app.service()) {
            faults.add(wrong("redirects", "An app that people use needs an address that they are sent back to."));
        }
        if (app.redirects().size() > MOST_REDIRECTS) {
            faults.add(wrong("redirects", "An app has at most " + MOST_REDIRECTS + " addresses."));
        }
        for (String redirect : app.redirects()) {
            if (!Addresses.isOfWeb(redirect) && !Addresses.isOfDevice(redirect)) {
                faults.add(wrong(
                        "redirects",
                        "'" + redirect + "' cannot be sent back to: write an https address without a fragment, an http"
                                + " address of this very machine (127.0.0.1), or one with a scheme of the app's own"
                                + " such as com.example.app:/return."));
            }
        }
        String launch = app.launch();
        if (launch != null && !Addresses.isOfWeb(launch)) {
            faults.add(wrong("launch", "The address that opens the app must be an https address without a fragment."));
        }
        if (app.unasked() && launch == null) {
            faults.add(wrong("unasked", "Only an app that is opened from a chart can go without asking."));
        }
    }

    private void scopes(Registration app, List<Issue> faults) {
        try {
            ScopeList known = scopes.known(app.scopes());
            if (known.isEmpty()) {
                faults.add(wrong("scopes", "An app needs at least one scope that is known here."));
            }
            if (known.texts().size() < app.scopes().texts().size()) {
                faults.add(wrong("scopes", "Not known here: " + app.scopes().where(text -> !known.has(text)) + "."));
            }
        } catch (Failed e) {
            faults.add(wrong("scopes", e.failure().message()));
        }
        boolean system = app.scopes().texts().stream().anyMatch(text -> text.startsWith("system/"));
        if (system != app.service()) {
            faults.add(wrong(
                    "scopes",
                    app.service()
                            ? "An app that acts by itself needs scopes that begin with system/."
                            : "Scopes that begin with system/ are for apps that act by themselves."));
        }
    }

    private void proof(Registration app, List<Issue> faults) {
        if (app.service() && app.proof() != Proof.KEYS) {
            faults.add(wrong("proof", "An app that acts by itself must have keys of its own."));
        }
        if (app.introspects() && app.proof() == Proof.NONE) {
            faults.add(wrong("proof", "An app that may ask about tokens of others must prove who it is."));
        }
        String keys = app.keys();
        String keysAt = app.keysAt();
        if ((app.proof() == Proof.KEYS) != ((keys == null) != (keysAt == null))
                || (app.proof() != Proof.KEYS && keys != null)) {
            faults.add(wrong(
                    "keys", "Give either the address of the app's keys or the keys, and only with keys of its own."));
        } else if (keysAt != null && !isFetchable(keysAt)) {
            faults.add(wrong("keysAt", "Keys cannot be fetched from there: it must be an https address."));
        } else if (keys != null) {
            keys(keys, faults);
        }
    }

    private boolean isFetchable(String keysAt) {
        try {
            return fetchable.test(URI.create(keysAt));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void keys(String text, List<Issue> faults) {
        try {
            List<JWK> keys = JWKSet.parse(text).getKeys();
            if (keys.isEmpty() || keys.size() > MOST_KEYS) {
                faults.add(wrong("keys", "A key set has from 1 to " + MOST_KEYS + " keys."));
            }
            if (keys.stream().anyMatch(JWK::isPrivate)) {
                faults.add(wrong(
                        "keys",
                        "This key set holds private keys. Keep those, make new ones since these were"
                                + " shown, and give the public ones only."));
            }
            if (keys.stream().anyMatch(key -> key.getKeyID() == null || !isStrong(key))
                    || keys.stream().map(JWK::getKeyID).distinct().count() < keys.size()) {
                faults.add(wrong(
                        "keys",
                        "Each key needs a kid of its own, and must be RSA of at least " + WEAKEST_RSA
                                + " bits or EC."));
            }
        } catch (ParseException e) {
            faults.add(wrong("keys", "This is not a JWK Set: {\"keys\": […]}."));
        }
    }

    private static boolean isStrong(JWK key) {
        return KeyType.EC.equals(key.getKeyType())
                || (KeyType.RSA.equals(key.getKeyType()) && key.size() >= WEAKEST_RSA);
    }

    private static Issue wrong(String field, String message) {
        return new Issue("value", field, message);
    }
}
