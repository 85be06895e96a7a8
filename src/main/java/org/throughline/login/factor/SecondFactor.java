package org.throughline.login.factor;

import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Guesses;

/** Takes what is typed as the second factor: the code of an app, or a recovery code. */
public final class SecondFactor {
    private final Factors factors;
    private final RecoveryCodes recovery;
    private final Guesses guesses;

    public SecondFactor(Factors factors, RecoveryCodes recovery, Guesses guesses) {
        this.factors = factors;
        this.recovery = recovery;
        this.guesses = guesses;
    }

    /** Whether an account has factors, so that the password alone does not let in. */
    public boolean isNeeded(long account) {
        return !factors.of(account).isEmpty();
    }

    /**
     * Whether the code is right. It is used up then.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when there were too many wrong ones just before
     */
    public boolean takes(long account, String typed) {
        String code = typed.replaceAll("\\s", "");
        String what = Long.toString(account);
        guesses.begin(Guesses.Kind.FACTOR, what);
        boolean right = code.matches("[0-9]{6}") ? factors.takeCode(account, code) : recovery.take(account, code);
        if (right) {
            guesses.right(Guesses.Kind.FACTOR, what);
        }
        return right;
    }
}
