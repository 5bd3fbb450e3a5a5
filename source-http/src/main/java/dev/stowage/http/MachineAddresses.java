package dev.stowage.http;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** The addresses this machine answers to at this moment. */
final class MachineAddresses {
    private MachineAddresses() {}

    /** Asks the operating system; an address it gives no answer about counts as ours, because ours are refused. */
    static boolean contains(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}
