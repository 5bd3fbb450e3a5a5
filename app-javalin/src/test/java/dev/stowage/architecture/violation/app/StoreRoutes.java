package dev.stowage.architecture.violation.app;

import dev.stowage.architecture.violation.spi.KnowsApi;

/** Breaks: routes ask only the api. */
public final class StoreRoutes {
    private StoreRoutes() {}

    static Class<?> behind() {
        return KnowsApi.class;
    }
}
