package dev.stowage.internal.plugin;

import org.jspecify.annotations.Nullable;

/** Runs foreign code with its own class loader as the thread's context loader, and puts back whatever was there. */
final class ForeignCall {
    private ForeignCall() {}

    static <T extends @Nullable Object, E extends Throwable> T run(Object foreign, Code<T, E> code) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(foreign.getClass().getClassLoader());
        try {
            return code.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Something of others. */
    interface Code<T extends @Nullable Object, E extends Throwable> {
        T run() throws E;
    }
}
