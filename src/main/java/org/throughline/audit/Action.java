package org.throughline.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a request did, as <a href="https://hl7.org/fhir/R4/valueset-type-restful-interaction.html">FHIR's restful
 * interactions</a> name it, and what else is audited.
 *
 * <p>The number is stored: it never changes and is never used again.
 */
public enum Action {
    READ(1, "read", 'R'),
    VREAD(2, "vread", 'R'),
    UPDATE(3, "update", 'U'),
    PATCH(4, "patch", 'U'),
    DELETE(5, "delete", 'D'),
    HISTORY(6, "history", 'R'),
    CREATE(7, "create", 'C'),
    SEARCH(8, "search", 'E'),
    TRANSACTION(9, "transaction", 'E'),
    BATCH(10, "batch", 'E'),
    OPERATION(11, "operation", 'E'),
    IMPORT(12, "import", 'C'),
    EXPORT(13, "export", 'R'),
    VIEW(14, "view", 'R'),
    LOGIN(15, "login", 'E'),
    LOGOUT(16, "logout", 'E'),
    TOKEN(17, "token", 'E'),
    LOAD(18, "load", 'C'),
    UNLOAD(19, "unload", 'D'),
    CREATE_ACCOUNT(30, "create-account", 'C'),
    CHANGE_ACCOUNT(31, "change-account", 'U'),
    GIVE_ROLE(32, "give-role", 'U'),
    TAKE_ROLE(33, "take-role", 'U'),
    CHANGE_ROLE(34, "change-role", 'U'),
    CHANGE_CREDENTIAL(35, "change-credential", 'U'),
    END_SESSION(36, "end-session", 'D'),
    CHANGE_SETTING(37, "change-setting", 'U'),
    LOCK(38, "lock", 'E'),
    WORK_AS(39, "work-as", 'E'),
    REGISTER_APP(50, "register-app", 'C'),
    CHANGE_APP(51, "change-app", 'U'),
    LAUNCH_APP(52, "launch-app", 'E'),
    AUTHORIZE_APP(53, "authorize-app", 'E'),
    ISSUE_TOKEN(54, "issue-token", 'E'),
    REVOKE_APP(55, "revoke-app", 'E'),
    INTROSPECT(56, "introspect", 'E'),
    EMERGENCY(70, "emergency-access", 'E'),
    REVIEW(71, "review", 'U'),
    DISCLOSE(72, "disclose", 'R'),
    RECEIVE(76, "receive", 'C'),
    LINK_PATIENT(77, "link-patient", 'U'),
    INVITE_PEER(80, "invite-peer", 'C'),
    ADMIT_PEER(81, "admit-peer", 'C'),
    CHANGE_PEER(82, "change-peer", 'U'),
    ASK_PEER(83, "ask-peer", 'E'),
    TRANSFER_CHART(90, "transfer-chart", 'E');

    private static final Map<Integer, Action> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Action::number, Function.identity()));

    private final int number;
    private final String code;
    private final char verb;

    Action(int number, String code, char verb) {
        this.number = number;
        this.code = code;
        this.verb = verb;
    }

    public int number() {
        return number;
    }

    /** The name of the interaction in FHIR's words. */
    public String code() {
        return code;
    }

    /** AuditEvent.action: C, R, U, D or E. */
    public char verb() {
        return verb;
    }

    static Action of(int number) {
        return Objects.requireNonNull(BY_NUMBER.get(number), "no action has this number");
    }
}
