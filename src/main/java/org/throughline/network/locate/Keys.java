package org.throughline.network.locate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.throughline.matching.Demographics;

/**
 * The pseudonymous keys under which a patient is found. Two descriptions of one person that differ in one thing (a maiden name, a
 * mistyped birth date, another phone) still have keys in common; whoever has not the secret can make none. Pure.
 */
final class Keys {
    static final int MOST = 24;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;
    private static final int FAMILY_LETTERS = 4;
    private static final int GIVEN_LETTERS = 2;

    private Keys() {}

    /** Each 32 hexadecimal digits, sorted; none where too little is known. */
    static List<String> of(Demographics told, byte[] secret) {
        Mac mac = mac(secret);
        return words(told)
                .limit(MOST)
                .map(word -> HexFormat.of()
                        .formatHex(mac.doFinal(word.getBytes(UTF_8)))
                        .substring(0, LENGTH))
                .sorted()
                .distinct()
                .toList();
    }

    private static Mac mac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static Stream<String> words(Demographics told) {
        Set<String> families = told.families().stream()
                .flatMap(family -> Stream.concat(Stream.of(family.joined()), family.parts().stream()))
                .map(name -> beginning(name, FAMILY_LETTERS))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> givens = told.givens().stream()
                .map(given -> beginning(given.getFirst(), GIVEN_LETTERS))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String born = told.birthDate().length() == 10 ? told.birthDate() : "";
        Set<String> postals = told.addresses().stream()
                .map(Demographics.Address::postal)
                .filter(postal -> !postal.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return Stream.of(
                        told.identifiers().stream()
                                .filter(each -> each.kind() == Demographics.Kind.NATIONAL)
                                .map(each -> word("number", each.system(), each.value())),
                        crossed("born", born, families, givens),
                        crossed("sex", born + told.sex(), givens, postals),
                        told.phones().stream()
                                .flatMap(phone -> givens.stream().map(given -> word("phone", phone, given))),
                        families.stream()
                                .flatMap(family -> givens.stream()
                                        .flatMap(given ->
                                                postals.stream().map(postal -> word("place", family, given, postal)))))
                .flatMap(each -> each);
    }

    private static Stream<String> crossed(String what, String born, Set<String> ones, Set<String> others) {
        return born.length() < 10
                ? Stream.empty()
                : ones.stream().flatMap(one -> others.stream().map(other -> word(what, born, one, other)));
    }

    private static String word(String... parts) {
        return String.join("\n", Arrays.asList(parts));
    }

    private static String beginning(String name, int letters) {
        return name.substring(0, Math.min(letters, name.length()));
    }
}
