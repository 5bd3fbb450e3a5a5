package dev.stowage.http;

import java.net.UnknownHostException;

/** A connection that the address policy forbids. A kind of unknown host because a name service may throw nothing else. */
final class AddressRefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    private final boolean portAlone;

    AddressRefusedException(boolean portAlone) {
        super("Refused by the address policy");
        this.portAlone = portAlone;
    }

    /** Whether the address is public and only the port is the reason. */
    boolean portAlone() {
        return portAlone;
    }
}
