package org.throughline.clinic.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.throughline.care.directory.Directory;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.Login;
import org.throughline.login.role.HeldRole;
import org.throughline.login.role.Role;
import org.throughline.ui.Pages;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /working}: somebody with several roles, at one site or at several, chooses in which they work. */
public final class WorkingScreen implements Screen {
    private final Login login;
    private final Directory directory;
    private final Pages pages;
    private final InstantSource clock;

    public WorkingScreen(Login login, Directory directory, Pages pages, InstantSource clock) {
        this.login = login;
        this.directory = directory;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "in which role you work";
    }

    /**
     * A role to work in.
     *
     * @param number of the held role; empty for all of them
     */
    public record Row(String number, String text, boolean chosen) {}

    @Override
    public Answer answer(Visit visit) {
        List<Row> rows = rows(visit);
        if (!visit.posts()) {
            return pages.page(
                    200,
                    "clinic/account/working.jte",
                    Map.of("frame", visit.frame("In which role you work", null), "rows", rows));
        }
        Row wished = rows.stream()
                .filter(row -> row.number().equals(visit.form().value("role")))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("You do not have this role any more.")));
        login.own()
                .workAs(
                        visit.session(),
                        wished.number().isEmpty() ? null : Long.valueOf(wished.number()),
                        wished.text());
        return Answer.redirect("/");
    }

    private List<Row> rows(Visit visit) {
        String present = visit.session().worksAs();
        Map<Integer, String> names = login.roles().all().stream().collect(Collectors.toMap(Role::number, Role::name));
        List<Row> rows = new ArrayList<>(List.of(new Row("", "All of them", present.isEmpty())));
        for (HeldRole held : login.roles().heldBy(visit.session().account().number())) {
            Instant until = held.until();
            if (until != null && !until.isAfter(clock.instant())) {
                continue;
            }
            String text = text(visit, held, Objects.requireNonNull(names.get(held.role())));
            rows.add(new Row(Long.toString(held.number()), text, text.equals(present)));
        }
        return rows;
    }

    private String text(Visit visit, HeldRole held, String role) {
        String site = held.site();
        return site == null
                ? role
                : role + " · " + directory.name(visit.caller(), site).orElse("Organization/" + site);
    }
}
