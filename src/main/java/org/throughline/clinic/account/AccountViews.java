package org.throughline.clinic.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.login.Login;
import org.throughline.login.account.Account;
import org.throughline.login.account.PasswordRules;
import org.throughline.login.factor.Factor;
import org.throughline.login.provider.Provider;
import org.throughline.login.role.Role;
import org.throughline.login.session.Session;
import org.throughline.ui.Dates;

/** Puts together what a person sees of their account. */
final class AccountViews {
    private final Login login;
    private final AccountRows rows;

    AccountViews(Login login, Dates dates) {
        this.login = login;
        this.rows = new AccountRows(dates);
    }

    AccountView view(Session session) {
        Account account = session.account();
        List<Factor> factors = login.factors().of(account.number());
        return new AccountView(
                account.name(),
                account.display(),
                roles(account),
                account.hasPassword(),
                login.outside().providers().allowsPasswordOf(account),
                login.outside().providers().present().map(Provider::label).orElse(""),
                login.outside().of(account.number()).map(rows::outside).orElse(null),
                session.lacksFactor(),
                PasswordRules.shortest(!factors.isEmpty()),
                factors.stream().map(rows::factor).toList(),
                login.recovery().left(account.number()),
                login.sessions().of(account.number()).stream()
                        .map(open -> rows.session(open, session.number()))
                        .toList());
    }

    private List<String> roles(Account account) {
        Map<Integer, Role> roles =
                login.roles().all().stream().collect(Collectors.toMap(Role::number, Function.identity()));
        List<String> names = new ArrayList<>();
        if (account.everything()) {
            names.add("First administrator: everything");
        }
        login.roles().heldBy(account.number()).stream()
                .map(held -> roles.get(held.role()))
                .map(Role::name)
                .distinct()
                .forEach(names::add);
        return names;
    }
}
