package org.throughline.clinic;

import com.microsoft.playwright.Page;

/** What people do in front of a screen, again and again. */
public final class People {
    private People() {}

    /** Logs in and is where that leads. */
    public static Page logIn(Page page, String home, String name, String password) {
        page.navigate(home + "/login");
        page.fill("input[name=name]", name);
        page.fill("input[name=password]", password);
        page.click("button:has-text('Log in')");
        page.waitForURL(address -> !address.contains("/login"));
        return page;
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
