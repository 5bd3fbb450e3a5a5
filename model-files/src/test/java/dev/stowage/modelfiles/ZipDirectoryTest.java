package dev.stowage.modelfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZipDirectoryTest {
    private static final int END = 22;

    @ParameterizedTest
    @ValueSource(strings = {"archive/data.pkl", "A.PKL", "unet/model.bin", "x.ckpt", "x.pt", "x.pth"})
    void noticesPickles(String name) throws Exception {
        assertTrue(read(Zips.of("first.txt", name)).holdsPickle());
        assertFalse(read(Zips.of("first.txt", name + ".txt")).holdsPickle());
    }

    @Test
    void readsAnArchiveWithoutEntries() throws Exception {
        byte[] empty = new byte[END];
        System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, empty, 0, 4);
        assertFalse(read(empty).holdsPickle());
    }

    @Test
    void readsTheRecordsOfLargeArchives() throws Exception {
        assertTrue(read(large(Zips.of("data.pkl"))).holdsPickle());
        assertFalse(read(large(Zips.of("data.txt"))).holdsPickle());
    }

    @Test
    void noticesARecordThatLeadsOutOfTheFile() throws Exception {
        byte[] archive = large(Zips.of("data.txt"));
        buffer(archive).putLong(archive.length - END - 20 + 8, Long.MAX_VALUE);
        assertBroken("its directory would lie outside of it", archive);
        buffer(archive).putInt(archive.length - END - 20, 0);
        assertBroken("its directory is missing, as when its end was cut off", archive);
    }

    @Test
    void noticesALyingEnd() throws Exception {
        byte[] archive = Zips.of("a.txt", "b.txt");
        int end = archive.length - END;
        assertBroken("its directory announces more than it holds", changed(archive, end + 10, 99));
        assertBroken("its directory makes no sense", changed(archive, end + 10, 1));
        assertBroken("its directory makes no sense", changed(archive, end + 16, 1));
        assertBroken("its directory would lie outside of it", changed(archive, end + 16, 60_000));
    }

    @Test
    void leavesOpenWhatHasNoKnownEnd() throws Exception {
        SampleFile file = SampleFile.of(Zips.of("a.txt")).withoutSize();
        assertThrows(OutOfReachException.class, () -> ZipDirectory.read(new Cursor(file)));
    }

    /** Moves the numbers of the end into the records of archives above 4 GB. */
    private static byte[] large(byte[] archive) {
        int end = archive.length - END;
        ByteBuffer from = buffer(archive);
        byte[] larger = new byte[archive.length + 56 + 20];
        ByteBuffer to = buffer(larger);
        to.put(archive, 0, end);
        to.putInt(0x0606_4b50).putLong(44).putInt(0).putLong(0).putLong(1).putLong(1);
        to.putLong(from.getInt(end + 12)).putLong(from.getInt(end + 16));
        to.putInt(0x0706_4b50).putInt(0).putLong(end).putInt(1);
        to.put(archive, end, END);
        to.putInt(end + 56 + 20 + 16, -1);
        return larger;
    }

    private static byte[] changed(byte[] archive, int at, int number) {
        byte[] copy = archive.clone();
        buffer(copy).putShort(at, (short) number);
        return copy;
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ZipDirectory read(byte[] archive) throws IOException {
        return ZipDirectory.read(new Cursor(SampleFile.of(archive)));
    }

    private static void assertBroken(String why, byte[] archive) {
        BrokenException broken = assertThrows(BrokenException.class, () -> read(archive));
        assertEquals(why, broken.getMessage());
    }
}
