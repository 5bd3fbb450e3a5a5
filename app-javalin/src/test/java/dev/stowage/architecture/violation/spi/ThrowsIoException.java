package dev.stowage.architecture.violation.spi;

import java.io.IOException;

/** Breaks: spi throws only its own exceptions. */
public interface ThrowsIoException {
    void read() throws IOException;
}
