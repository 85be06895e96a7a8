package org.throughline.terminology;

import java.util.ArrayList;
import java.util.List;

/** How a word of American English is written in Britain. */
final class Spellings {
    private static final List<Difference> DIFFERENCES = List.of(
            new Difference("hem", "haem"),
            new Difference("edema", "oedema"),
            new Difference("esophag", "oesophag"),
            new Difference("anem", "anaem"),
            new Difference("emia", "aemia"),
            new Difference("emic", "aemic"),
            new Difference("pedi", "paedi"),
            new Difference("rrhea", "rrhoea"),
            new Difference("pnea", "pnoea"),
            new Difference("feta", "foeta"),
            new Difference("fetu", "foetu"),
            new Difference("celi", "coeli"),
            new Difference("cesar", "caesar"),
            new Difference("estro", "oestro"),
            new Difference("gynec", "gynaec"),
            new Difference("anesth", "anaesth"),
            new Difference("feca", "faeca"),
            new Difference("ceca", "caeca"),
            new Difference("etiolog", "aetiolog"),
            new Difference("tumor", "tumour"),
            new Difference("color", "colour"),
            new Difference("behavior", "behaviour"),
            new Difference("labor", "labour"),
            new Difference("odor", "odour"),
            new Difference("fiber", "fibre"),
            new Difference("liter", "litre"),
            new Difference("iza", "isa"),
            new Difference("ize", "ise"),
            new Difference("lyze", "lyse"),
            new Difference("sulf", "sulph"),
            new Difference("aluminum", "aluminium"));

    private record Difference(String american, String british) {}

    private Spellings() {}

    /** A word as it is, and as it is with each difference of British spelling in it. */
    static List<String> of(String word) {
        List<String> spellings = new ArrayList<>(List.of(word));
        for (Difference each : DIFFERENCES) {
            if (word.contains(each.american())) {
                spellings.add(word.replace(each.american(), each.british()));
            }
        }
        return spellings;
    }
}
