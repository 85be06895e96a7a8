package org.throughline.terminology;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Texts as words that are compared: lower case, without accents; what is neither a letter nor a digit parts words. */
final class Words {
    /** American beginnings of spelling and the British ones that stand for them. */
    private static final List<Spelling> SPELLINGS = List.of(
            new Spelling("hem", "haem"),
            new Spelling("edema", "oedema"),
            new Spelling("esophag", "oesophag"),
            new Spelling("anem", "anaem"),
            new Spelling("emia", "aemia"),
            new Spelling("emic", "aemic"),
            new Spelling("pedi", "paedi"),
            new Spelling("rrhea", "rrhoea"),
            new Spelling("pnea", "pnoea"),
            new Spelling("feta", "foeta"),
            new Spelling("fetu", "foetu"),
            new Spelling("celi", "coeli"),
            new Spelling("cesar", "caesar"),
            new Spelling("estro", "oestro"),
            new Spelling("gynec", "gynaec"),
            new Spelling("anesth", "anaesth"),
            new Spelling("feca", "faeca"),
            new Spelling("ceca", "caeca"),
            new Spelling("etiolog", "aetiolog"),
            new Spelling("tumor", "tumour"),
            new Spelling("color", "colour"),
            new Spelling("behavior", "behaviour"),
            new Spelling("labor", "labour"),
            new Spelling("odor", "odour"),
            new Spelling("fiber", "fibre"),
            new Spelling("liter", "litre"),
            new Spelling("iza", "isa"),
            new Spelling("ize", "ise"),
            new Spelling("lyze", "lyse"),
            new Spelling("sulf", "sulph"),
            new Spelling("aluminum", "aluminium"));

    private record Spelling(String american, String british) {}

    private Words() {}

    /** The words of a text in their order. */
    static List<String> of(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replace("æ", "ae")
                .replace("œ", "oe");
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            } else if (!silent(c) && !word.isEmpty()) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return List.copyOf(words);
    }

    /** All the words by which a text is found: its own, those with their hyphens left out, and in British spelling. */
    static Set<String> toFind(String text) {
        Set<String> words = new LinkedHashSet<>(of(text));
        words.addAll(of(withoutHyphens(text)));
        for (String word : List.copyOf(words)) {
            for (Spelling spelling : SPELLINGS) {
                if (word.contains(spelling.american())) {
                    words.add(word.replace(spelling.american(), spelling.british()));
                }
            }
        }
        return words;
    }

    /** A text whose parts between hyphens stand together. */
    static String withoutHyphens(String text) {
        return text.replace("-", "");
    }

    /** Apostrophes and accents part no word: Crohn's is crohns. */
    private static boolean silent(char c) {
        return c == '\'' || c == '’' || Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
