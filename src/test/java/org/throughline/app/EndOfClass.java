package org.throughline.app;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.throughline.database.TestDatabase;

/** Ends the products that a class of tests has started, and throws its databases away, when it is through; JUnit finds it by itself. */
public final class EndOfClass implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        TestProduct.endAll();
        TestDatabase.discard();
    }
}
