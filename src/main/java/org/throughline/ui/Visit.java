package org.throughline.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.http.Form;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.AccountKind;
import org.throughline.login.session.Browser;
import org.throughline.login.session.Session;

/**
 * A request for a screen by somebody who is logged in.
 *
 * @param form what was sent with it, when it is a form of ours; without fields for a GET
 * @param now what holds while it is answered
 */
public record Visit(Request request, Session session, Browser browser, Form form, Now now) {

    /** Who it is, with what they may do. */
    public Caller caller() {
        return session.caller();
    }

    /** Whether a form was sent. */
    public boolean posts() {
        return request.method().equals("POST");
    }

    /** The parts of the path between its slashes. */
    public List<String> path() {
        return List.of(request.path().substring(1).split("/", -1));
    }

    /**
     * Lets only those pass who have a duty.
     *
     * @throws Failed with {@link Failure.Forbidden} for others
     */
    public void require(Duty duty) {
        if (!caller().may(duty)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    /**
     * Refuses a form that was on another patient's page than the address says, whatever has mixed them up.
     *
     * @param patient the id of the patient of the address
     * @throws Failed with {@link Failure.Conflict}
     */
    public void requireSame(String patient) {
        String of = form().value("chart-of");
        if (!of.isEmpty() && !of.equals(patient)) {
            throw new Failed(new Failure.Conflict(
                    "This form is of another patient's chart than its address says. Nothing was saved."));
        }
    }

    /** The frame of a page. */
    public Frame frame(String title, @Nullable Place at) {
        return frame(title, at, "");
    }

    /** The frame of a page in whose search box something was typed. */
    public Frame frame(String title, @Nullable Place at, String search) {
        return new Frame(
                title,
                caller().display(),
                working(),
                caller().rights().duties(),
                Place.of(caller()),
                at,
                search,
                browser.formToken(),
                session.account().number(),
                session.idleSeconds(),
                now.moment(),
                posts(),
                caller().may(Duty.SETTINGS) ? now.warnings() : List.of());
    }

    private String working() {
        if (!session.severalRoles() || session.account().kind() != AccountKind.STAFF) {
            return "";
        }
        return session.worksAs().isEmpty() ? "All roles" : session.worksAs();
    }
}
