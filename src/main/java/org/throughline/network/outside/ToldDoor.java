package org.throughline.network.outside;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;

/**
 * {@code POST /network/told/NUMBER}: servers tell that something in a record has changed, each showing what it was given to
 * show. What they say beyond that is not read.
 */
public final class ToldDoor implements Handler {
    private static final Pattern PATH = Pattern.compile("/network/told/([0-9]{1,5})");
    private static final String BEARER = "Bearer ";

    private final Outside outside;

    public ToldDoor(Outside outside) {
        this.outside = outside;
    }

    @Override
    public Answer handle(Request request) {
        if (!request.method().equals("POST")) {
            return Answer.of(405).with("Allow", "POST");
        }
        Matcher path = PATH.matcher(request.path());
        String shown = request.header("Authorization").orElse("");
        boolean known = path.matches()
                && shown.startsWith(BEARER)
                && outside.told(Integer.parseInt(path.group(1)), shown.substring(BEARER.length()));
        return Answer.of(known ? 200 : 401);
    }
}
