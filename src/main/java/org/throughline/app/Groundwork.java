package org.throughline.app;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.throughline.care.form.Terms;
import org.throughline.fhir.definitions.Definitions;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.fhir.definitions.Terminology;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.MasterKey;
import org.throughline.keys.Seal;
import org.throughline.keys.SecretFile;
import org.throughline.keys.Signatures;
import org.throughline.keys.SigningKey;
import org.throughline.login.bearer.IssuedTokens;
import org.throughline.login.bearer.Tokens;
import org.throughline.record.Bodies;
import org.throughline.record.protection.Guard;
import org.throughline.safety.SafetyCheck;
import org.throughline.safety.rule.Knowledge;
import org.throughline.search.Engine;
import org.throughline.search.Engines;
import org.throughline.search.LoadedConcepts;
import org.throughline.search.Search;
import org.throughline.search.value.Units;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.Coding;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;

/**
 * What the product needs and what needs no database: definitions, keys. It loads while the database starts.
 *
 * @param data the data folder
 * @param base the address of the FHIR API, without a slash at the end
 * @param drugs the catalogue of drugs, and beyond it those of a loaded RxNorm, of which the checks know nothing
 * @param safety the checks of orders with what they know
 * @param terminology what code systems and value sets there are; packages, which are in the database, add theirs
 */
record Groundwork(
        Path data,
        String base,
        Clock clock,
        SecureRandom random,
        Definitions definitions,
        Engines engines,
        AtomicReference<Supplier<Terminology>> terminology,
        Search search,
        Guard guard,
        Bodies bodies,
        Seal seal,
        MasterKey masterKey,
        Signatures signatures,
        Tokens tokens,
        IssuedTokens issued,
        Supplier<RSAKey> idTokenKey,
        Drugs drugs,
        SafetyCheck safety) {
    private static final int SEAL_BYTES = 32;

    /**
     * Loads it for the installation of a data folder that exists.
     *
     * @throws Failed with {@link Failure.Unavailable} when its keys cannot be read or made
     */
    static Groundwork load(Path data, String base) {
        return load(data, base, Clock.systemUTC());
    }

    /** The same, by a clock of the caller's. */
    static Groundwork load(Path data, String base, Clock clock) {
        // The drugs are read beside the definitions of FHIR, which take as long.
        CompletableFuture<Drugs> reading = CompletableFuture.supplyAsync(Drugs::shipped);
        SecureRandom random = new SecureRandom();
        Definitions definitions = R4.definitions();
        AtomicReference<Supplier<Terminology>> terminology = new AtomicReference<>(R4::terminology);
        Engine.Parts parts = new Engine.Parts(
                new References(definitions.types(), base),
                new LoadedConcepts(() -> terminology.get().get()),
                Units.ofUcum(),
                clock);
        Engines engines = new Engines(Engine.of(definitions, Set.of(), parts), parts);
        Guard guard = new Guard(definitions.types(), parts.references(), engines, clock);
        Seal seal = seal(data, random);
        Drugs drugs = reading.join();
        Supplier<Terminology> loaded = () -> terminology.get().get();
        return new Groundwork(
                data,
                base,
                clock,
                random,
                definitions,
                engines,
                terminology,
                new Search(engines, guard, seal),
                guard,
                Bodies.shipped(),
                seal,
                MasterKey.of(data, random),
                new Signatures(SigningKey.of(data)),
                new Tokens(SigningKey.of(data), clock),
                new IssuedTokens(data),
                Once.of(() -> SigningKey.forIdTokens(data)),
                drugs.backedBy(() -> loaded.get().codeSystem(Coding.RXNORM)),
                new SafetyCheck(Knowledge.shipped(), drugs));
    }

    /** What people may choose from, and beyond it what is loaded. */
    Catalogues catalogues() {
        return Catalogues.shipped().backedBy(() -> terminology.get().get());
    }

    /** What notes are coded by. */
    Terms terms() {
        Catalogues catalogues = catalogues();
        return new Terms(catalogues.problems(), catalogues.allergens());
    }

    /** The laboratory tests that can be ordered, and beyond them what is loaded. */
    Labs labs() {
        return Labs.shipped().backedBy(() -> terminology.get().get());
    }

    /** The imaging that can be ordered, and beyond it what is loaded. */
    Imaging imaging() {
        return Imaging.shipped().backedBy(() -> terminology.get().get());
    }

    /** Whether a type has a token search parameter of this name that is in force. */
    boolean isToken(String type, String parameter) {
        return engines.searching().definitions().searchParameters(type).stream()
                .anyMatch(each ->
                        each.code().equals(parameter) && each.type() == SearchType.TOKEN && !parameter.equals("_id"));
    }

    private static Seal seal(Path data, SecureRandom random) {
        Path file = data.resolve("seal-key");
        try {
            return new Seal(SecretFile.loadOrCreate(file, () -> {
                byte[] key = new byte[SEAL_BYTES];
                random.nextBytes(key);
                return key;
            }));
        } catch (IOException e) {
            throw new Failed(new Failure.Unavailable("The key " + file + " cannot be read or made."), e);
        }
    }
}
