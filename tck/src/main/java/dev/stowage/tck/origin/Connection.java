package dev.stowage.tck.origin;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Optional;
import java.util.function.Consumer;

/** One client's connection: reads requests and plays the replies the script has for them. */
final class Connection {
    private final Wire wire;
    private final RequestReader reader;
    private final Consumer<RecordedRequest> log;
    private final Script script;

    Connection(int number, Wire wire, Consumer<RecordedRequest> log, Script script) {
        this.wire = wire;
        this.reader = new RequestReader(wire.input(), number);
        this.log = log;
        this.script = script;
    }

    /** Serves until either side ends the connection. */
    void serve() throws IOException {
        try {
            while (wire.isOpen() && exchange()) {
                // Each exchange decides whether another one may follow.
            }
        } catch (ProtocolException e) {
            wire.begin(() -> {});
            Reply.of(400, Content.of(e.getMessage() + "\n")).play(wire, false);
        }
        if (wire.isOpen()) {
            wire.close();
        }
    }

    private boolean exchange() throws IOException {
        Optional<RequestReader.Incoming> incoming = reader.next();
        if (incoming.isEmpty()) {
            return false;
        }
        RecordedRequest request = incoming.get().request();
        log.accept(request);
        Script.Turn turn = script.take(request);
        boolean persistent = incoming.get().persistent() && turn.reply().keepsConnection();
        try {
            wire.begin(turn.release());
            turn.reply().play(wire, request.method().equals("HEAD"));
            if (persistent && wire.isOpen()) {
                wire.finish();
            }
            return persistent;
        } finally {
            turn.release().run();
        }
    }
}
