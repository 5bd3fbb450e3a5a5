package dev.stowage.registry;

import dev.stowage.model.Asset;
import dev.stowage.persistence.Cursor;
import dev.stowage.persistence.UnreadableException;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.stream.Stream;

/**
 * An asset as it is stored.
 *
 * @param id its SHA-256
 * @param registeredAt nanoseconds since 1970
 * @param state everything, as JSON
 */
record AssetRow(String id, long registeredAt, String state) {
    /** Where the next page begins when this is the last one of a page. */
    String cursor() {
        return new Cursor(registeredAt, id).toString();
    }

    /** @throws StowageException when it makes no sense */
    Asset read() throws StowageException {
        try {
            return AssetJson.read(state);
        } catch (UnreadableException e) {
            throw e.told(
                    "asset " + id.substring(0, Math.min(8, id.length())),
                    "Use the version of Stowage that stored it, or forget the entry; its file stays.");
        }
    }

    /** One that cannot be read does not hide the others; asked for by its id, it says so. */
    static List<Asset> readable(List<AssetRow> rows) {
        return rows.stream().flatMap(AssetRow::ifReadable).toList();
    }

    private Stream<Asset> ifReadable() {
        try {
            return Stream.of(read());
        } catch (StowageException e) {
            System.getLogger("dev.stowage")
                    .log(System.Logger.Level.WARNING, e.problem().message(), e);
            return Stream.empty();
        }
    }
}
