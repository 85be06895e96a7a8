package org.throughline.clinic;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.net.http.HttpResponse;
import org.throughline.clinic.door.Visitor;

/** What people do in front of a screen, again and again. */
public final class People {
    private People() {}

    /** Logs in and is where that leads. */
    public static Page logIn(Page page, String home, String name, String password) {
        page.navigate(home + let(page, home, name, password));
        return page;
    }

    /** Logs the window in without its form, which has tests of its own; where that leads. */
    static String let(Page page, String home, String name, String password) {
        Visitor visitor = new Visitor(home);
        HttpResponse<String> answer = visitor.logIn(name, password);
        page.context().addCookies(visitor.each((cookie, value) -> new Cookie(cookie, value).setUrl(home)));
        return answer.headers().firstValue("Location").orElse("/login");
    }

    /** Follows the link of an invitation, sets the password and logs in. */
    public static Page begin(Page page, String link, String home, String name, String password) {
        page.navigate(link);
        page.fill("input[name=password]", password);
        page.click("text=Set password");
        page.waitForURL("**/login");
        return logIn(page, home, name, password);
    }
}
