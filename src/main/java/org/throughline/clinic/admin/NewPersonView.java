package org.throughline.clinic.admin;

import java.util.List;
import org.throughline.login.account.AccountKind;

/**
 * The form that makes an account.
 *
 * @param kinds which kinds there are
 * @param query what was typed to find who it is for
 * @param candidates who in the record it may be for
 * @param roles which role it begins with
 * @param sites at which site
 * @param typed what was typed before, when something was wrong with it
 */
public record NewPersonView(
        AccountKind kind,
        List<Choice> kinds,
        String query,
        List<Choice> candidates,
        List<Choice> roles,
        List<Choice> sites,
        Typed typed) {
    public NewPersonView {
        kinds = List.copyOf(kinds);
        candidates = List.copyOf(candidates);
        roles = List.copyOf(roles);
        sites = List.copyOf(sites);
    }

    /** What was typed. */
    public record Typed(String given, String family, String display, String name, String relationship, String until) {
        static final Typed NOTHING = new Typed("", "", "", "", "", "");
    }

    /** Whether it is for a patient, who has to be found first. */
    public boolean needsPatient() {
        return kind == AccountKind.PATIENT || kind == AccountKind.PROXY;
    }

    public boolean staff() {
        return kind == AccountKind.STAFF;
    }

    public boolean proxy() {
        return kind == AccountKind.PROXY;
    }

    public boolean program() {
        return kind == AccountKind.PROGRAM;
    }

    /** Whether the rest of the form can be filled in. */
    public boolean ready() {
        return !needsPatient() || !candidates.isEmpty();
    }
}
