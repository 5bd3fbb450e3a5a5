package dev.stowage.modelfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GgufHeaderTest {
    @Test
    void provesTheLengthOfAWholeFile() throws Exception {
        SampleFile file = SampleGguf.of(Map.of("a", new long[] {3, 5}));
        assertTrue(read(file).provesLength());
        assertFalse(read(file.withoutSize()).provesLength());
    }

    @Test
    void allowsPaddingAtTheEndAndNoMore() throws Exception {
        SampleFile file = SampleGguf.of(Map.of("a", new long[] {3, 5}));
        assertTrue(read(file.withLength(file.length() + 4)).provesLength());
        assertBroken("it has more bytes after its last tensor", file.withLength(file.length() + 5));
        assertBroken("it is cut off before its last tensor ends", file.withLength(file.length() - 1));
    }

    @Test
    void noticesAHeaderThatIsCutOffAnywhere() {
        SampleFile file = SampleGguf.of(Map.of("a", new long[] {3, 5}));
        for (int length = 0; length < file.header().length; length++) {
            SampleFile cut = file.withLength(length);
            assertThrows(BrokenException.class, () -> read(cut));
        }
    }

    @Test
    void readsNoFurtherThanTheHeader() throws Exception {
        SampleFile file = SampleGguf.of(Map.of("a", new long[] {1 << 20, 1 << 20}));
        assertTrue(read(file).provesLength());
        assertTrue(file.bytesRead() <= 256 << 10, () -> file.bytesRead() + " bytes read");
    }

    @Test
    void passesOverAVocabularyWithoutReadingIt() throws Exception {
        SampleGguf header = new SampleGguf().start(3, 0, 1);
        header.text("scores")
                .number32(SampleGguf.ARRAY)
                .number32(SampleGguf.UINT32)
                .number64(10_000_000);
        SampleFile file = header.file(1, 40_000_000);
        assertTrue(read(file).provesLength());
        assertTrue(file.bytesRead() <= 256 << 10, () -> file.bytesRead() + " bytes read");
    }

    @Test
    void readsQuantisedTensorsInAnyOrder() throws Exception {
        SampleGguf header = new SampleGguf().start(2, 2, 0);
        header.tensor("b", SampleGguf.F32, 64, 3).tensor("a", SampleGguf.Q4_0, 0, 2, 32);
        assertTrue(read(header.file(32, 76)).provesLength());
    }

    @Test
    void cannotProveTheLengthOfTypesItDoesNotKnow() throws Exception {
        SampleGguf header = new SampleGguf().start(3, 1, 0).tensor("a", 999, 0, 64);
        assertFalse(read(header.file(32, 64)).provesLength());
    }

    @Test
    void cannotProveTheLengthAcrossHoles() throws Exception {
        SampleGguf header = new SampleGguf().start(3, 1, 0).tensor("a", SampleGguf.F32, 64, 8);
        assertFalse(read(header.file(32, 96)).provesLength());
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "50331648"})
    void leavesOtherVersionsOpen(int version) {
        SampleFile file = new SampleGguf().start(version, 0, 0).file(32, 0);
        assertThrows(OutOfReachException.class, () -> read(file));
    }

    @ParameterizedTest
    @ValueSource(longs = {200_001, 1 << 20, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void refusesAbsurdCounts(long count) {
        assertThrows(
                BrokenException.class,
                () -> read(new SampleGguf().start(3, count, 0).file(32, 1 << 20)));
        assertThrows(
                BrokenException.class,
                () -> read(new SampleGguf().start(3, 0, count).file(32, 1 << 20)));
    }

    @Test
    void refusesAbsurdLengths() {
        for (long length : new long[] {1 << 30, Long.MAX_VALUE, -1}) {
            SampleGguf key = new SampleGguf().start(3, 0, 1).number64(length);
            assertThrows(BrokenException.class, () -> read(key.file(32, 100)));
            SampleGguf text = new SampleGguf().start(3, 0, 1).text("k").number32(SampleGguf.STRING);
            assertThrows(BrokenException.class, () -> read(text.number64(length).file(32, 100)));
            SampleGguf list = new SampleGguf().start(3, 0, 1).text("k").number32(SampleGguf.ARRAY);
            assertThrows(
                    BrokenException.class,
                    () -> read(list.number32(SampleGguf.UINT32).number64(length).file(32, 100)));
        }
    }

    @Test
    void refusesNestedLists() {
        SampleGguf header = new SampleGguf().start(3, 0, 1).text("k").number32(SampleGguf.ARRAY);
        for (int i = 0; i < 1000; i++) {
            header.number32(SampleGguf.ARRAY).number64(1);
        }
        assertBroken("its header nests lists too deeply", header.file(32, 0));
    }

    @Test
    void refusesWhatTheFormatForbids() {
        assertBroken(
                "it has an impossible version", new SampleGguf().start(0, 0, 0).file(32, 0));
        assertBroken("it does not begin as one", SampleFile.of(new byte[100]));
        assertBroken(
                "its header has a value of unknown type",
                new SampleGguf().start(3, 0, 1).text("k").number32(13).file(32, 99));
        assertBroken(
                "its alignment is no power of two",
                new SampleGguf()
                        .start(3, 0, 1)
                        .text("general.alignment")
                        .number32(4)
                        .number32(0)
                        .file(32, 9));
        assertBroken(
                "its alignment is no number",
                new SampleGguf()
                        .start(3, 0, 1)
                        .text("general.alignment")
                        .number32(0)
                        .file(32, 9));
        assertTensorBroken(
                "a tensor is not aligned", new SampleGguf().start(3, 1, 0).tensor("a", 0, 1, 8));
        assertTensorBroken(
                "a tensor has more than 4 dimensions",
                new SampleGguf().start(3, 1, 0).tensor("a", 0, 0, 1, 1, 1, 1, 1));
        assertTensorBroken(
                "a tensor does not fill the blocks of its type",
                new SampleGguf().start(3, 1, 0).tensor("a", 2, 0, 31));
        assertTensorBroken(
                "it announces a tensor of impossible size",
                new SampleGguf().start(3, 1, 0).tensor("a", 0, 0, 1L << 40, 1L << 40));
        assertTensorBroken(
                "two of its tensors have one name",
                new SampleGguf().start(3, 2, 0).tensor("a", 0, 0, 8).tensor("a", 0, 32, 8));
        assertTensorBroken(
                "two of its tensors claim the same bytes",
                new SampleGguf().start(3, 2, 0).tensor("a", 0, 0, 9).tensor("b", 0, 32, 8));
    }

    @Test
    void readsTensorsOfAnyShape() throws Exception {
        Map<String, long[]> tensors = new LinkedHashMap<>();
        tensors.put("scalar", new long[] {});
        tensors.put("none", new long[] {4, 0});
        tensors.put("conv", new long[] {4, 3, 2, 1});
        assertTrue(read(SampleGguf.of(tensors)).provesLength());
    }

    private static GgufHeader read(SampleFile file) throws IOException {
        return GgufHeader.read(new Cursor(file));
    }

    private static void assertTensorBroken(String why, SampleGguf header) {
        assertBroken(why, header.file(32, 1 << 10));
    }

    private static void assertBroken(String why, SampleFile file) {
        BrokenException broken = assertThrows(BrokenException.class, () -> read(file));
        assertEquals(why, broken.getMessage());
    }
}
