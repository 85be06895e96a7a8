package org.throughline.clinic.admin;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.throughline.access.Caller;
import org.throughline.http.Form;
import org.throughline.login.OutsideEntrance;
import org.throughline.login.provider.Discovery.Finding;
import org.throughline.login.provider.Provider;

/** Sets the identity provider. It is looked at before it is saved, so that nobody saves one at which nobody can log in. */
final class ProviderForm {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final OutsideEntrance outside;

    ProviderForm(OutsideEntrance outside) {
        this.outside = outside;
    }

    /** The form as it is saved. */
    ProviderView saved() {
        Optional<Provider> present = outside.providers().present();
        return view(present.orElse(new Provider("", "", "", true, false, List.of())), List.of());
    }

    /** The form as it was typed, with what a look at the provider has found. */
    ProviderView checked(Form form) {
        Provider typed = typed(form);
        return view(typed, outside.discovery().check(typed.issuer()));
    }

    void save(Caller by, Form form) {
        outside.providers().set(by, typed(form), form.value("secret").strip());
    }

    void remove(Caller by) {
        outside.providers().remove(by);
    }

    private static Provider typed(Form form) {
        return new Provider(
                form.value("issuer").strip(),
                form.value("client").strip(),
                form.value("label").strip(),
                form.has("passwords"),
                form.has("second"),
                BLANKS.splitAsStream(form.value("acr").strip())
                        .filter(each -> !each.isEmpty())
                        .toList());
    }

    private ProviderView view(Provider provider, List<Finding> findings) {
        return new ProviderView(
                outside.providers().present().isPresent(),
                outside.back().toString(),
                provider.label(),
                provider.issuer(),
                provider.clientId(),
                provider.staffPasswords(),
                provider.secondFactor(),
                String.join(" ", provider.acr()),
                findings);
    }
}
