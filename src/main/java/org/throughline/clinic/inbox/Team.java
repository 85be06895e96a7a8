package org.throughline.clinic.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.result.Pressing;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Escalation;
import org.throughline.care.task.Member;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Roster;
import org.throughline.care.task.Who;
import org.throughline.login.Login;
import org.throughline.login.account.Subject;
import org.throughline.login.role.Absence;
import org.throughline.login.role.Colleague;
import org.throughline.login.role.Role;
import org.throughline.login.setting.Setting;
import org.throughline.ui.Visit;

/** The staff, as the rooms that share out work know it, from the accounts. */
public final class Team {
    private static final String PERSON = "person:";
    private static final String ROLE = "role:";

    private final Login login;

    public Team(Login login) {
        this.login = login;
    }

    /**
     * The staff at a moment.
     *
     * @param roles the names of the roles that somebody has, by their codes
     */
    public record Present(Roster roster, Map<String, String> roles) {

        /** Who visits. */
        Optional<Member> member(Visit visit) {
            return roster.member(visit.session().account().number());
        }

        /** Whether who visits leads the practice: the owner of the installation and the practice managers. */
        public boolean leads(Visit visit) {
            return Listed.leads(member(visit));
        }

        String roleName(String code) {
            return roles.getOrDefault(code, code);
        }

        /** To whom something can be given: roles that somebody here has, and people. */
        public List<Choice> choices() {
            List<Choice> choices = new ArrayList<>();
            Map<String, String> named = new TreeMap<>();
            roles.forEach((code, name) -> roster.leader(code).ifPresent(leader -> named.put(name, code)));
            named.forEach((name, code) -> choices.add(new Choice(ROLE + code, name + " (role)")));
            roster.members().stream()
                    .filter(member -> member.active() && member.reference() != null)
                    .sorted(java.util.Comparator.comparing(Member::name))
                    .forEach(member -> choices.add(new Choice(
                            PERSON + member.reference(), member.away() ? member.name() + " (away)" : member.name())));
            return choices;
        }

        /** Who was chosen; empty for nobody whom {@link #choices} offers. */
        public Optional<Recipient> chosen(String value) {
            return choices().stream()
                    .filter(choice -> choice.code().equals(value))
                    .findFirst()
                    .map(choice -> value.startsWith(ROLE)
                            ? new Recipient(
                                    new Addressee.Role(value.substring(ROLE.length())),
                                    roleName(value.substring(ROLE.length())))
                            : new Recipient(
                                    new Addressee.Person(value.substring(PERSON.length())),
                                    roster.member(value.substring(PERSON.length()))
                                            .map(Member::name)
                                            .orElse("")));
        }
    }

    /** The staff at this moment. */
    public Present present() {
        List<Colleague> all = login.colleagues().all();
        Map<String, String> roles = new LinkedHashMap<>();
        all.forEach(each -> each.roles().forEach(post -> roles.put(post.code(), post.name())));
        return new Present(new Roster(all.stream().map(Team::member).toList()), roles);
    }

    private static Member member(Colleague colleague) {
        Absence absence = colleague.absence();
        return new Member(
                colleague.account().number(),
                colleague.account().display(),
                colleague.references(),
                colleague.account().disabled() == null,
                colleague.account().everything(),
                colleague.roles().stream()
                        .map(post -> new Member.Held(post.code(), post.held()))
                        .toList(),
                absence != null,
                absence == null ? null : absence.deputy());
    }

    /** When tasks are passed on that are overdue, and to whom, as the practice has set it. */
    public Escalation.Rule rule() {
        String days = login.settings().of(Setting.ESCALATE_DAYS);
        String code = login.settings().of(Setting.ESCALATE_TO);
        String name = login.roles().all().stream()
                .filter(role -> role.code().equals(code))
                .map(Role::name)
                .findFirst()
                .orElse(code);
        return new Escalation.Rule(
                days.isEmpty() ? -1 : Integer.parseInt(days),
                new Recipient(new Addressee.Role(code), name),
                login.settings().isYes(Setting.ESCALATE_COPY));
    }

    /** After how long others are told of results that nobody looks at, as the practice has set it. */
    public Pressing.Rule resultRule() {
        return new Pressing.Rule(
                Duration.ofMinutes(login.settings().number(Setting.RESULT_CRITICAL_MINUTES)),
                Duration.ofMinutes(login.settings().number(Setting.RESULT_MANAGER_MINUTES)),
                Duration.ofDays(login.settings().number(Setting.RESULT_ABNORMAL_DAYS)),
                Duration.ofDays(login.settings().number(Setting.RESULT_ROUTINE_DAYS)));
    }

    /** Who visits, as whoever does something to a task. */
    public static Who who(Visit visit) {
        Subject subject = visit.session().account().subject();
        return new Who(
                visit.caller(),
                subject == null
                        ? null
                        : new Author(
                                subject.toString(), visit.session().account().display()));
    }
}
