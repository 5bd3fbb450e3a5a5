package dev.stowage.modelfiles;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SafetensorsHeaderTest {
    private static final String TENSOR = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    @Test
    void provesTheLengthOfAWholeFile() throws Exception {
        assertTrue(read(SampleSafetensors.of(Map.of("a", new long[] {3, 5}))).provesLength());
    }

    @Test
    void provesNothingWhenTheSizeIsUnknown() throws Exception {
        SampleFile file = SampleSafetensors.of(Map.of("a", new long[] {3, 5}));
        assertFalse(read(file.withoutSize()).provesLength());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 20})
    void noticesAHeaderThatIsCutOff(int length) {
        SampleFile file = SampleSafetensors.of(Map.of("a", new long[] {3, 5}));
        assertBroken("it ends before its header does", file.withLength(length));
        assertBroken("it ends before its header does", file.withLength(length).withoutSize());
    }

    @Test
    void noticesOneByteTooFewAndOneTooMany() {
        SampleFile file = SampleSafetensors.of(Map.of("a", new long[] {3, 5}));
        assertBroken("it is cut off 1 byte before its end", file.withLength(file.length() - 1));
        assertBroken("it has 1 byte more after its last tensor", file.withLength(file.length() + 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000_001, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void refusesAbsurdLengths(long length) {
        SampleFile file = SampleFile.of(SampleSafetensors.header(length, "{}".getBytes(UTF_8)));
        assertBroken("it announces a header longer than 100 MB", file);
    }

    @Test
    void readsNoFurtherThanTheHeader() throws Exception {
        SampleFile large = SampleSafetensors.of(Map.of("a", new long[] {1 << 20, 1 << 20}));
        assertTrue(read(large).provesLength());
        assertTrue(large.bytesRead() <= 256 << 10, () -> large.bytesRead() + " bytes read");

        SampleFile many = SampleSafetensors.ofSeed(5, 20_000);
        assertTrue(many.header().length > 1 << 20);
        assertTrue(read(many).provesLength());
        assertTrue(many.bytesRead() < many.header().length + (256 << 10), () -> many.bytesRead() + " bytes read");
        assertTrue(many.longestRead() <= 1 << 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 0",
                "{\"__metadata__\":{\"format\":\"pt\"}}       | 0",
                "{\"__metadata__\":{\"epoch\":3,\"list\":[{}]},\"a\":T} | 8",
                "{\"__metadata__\":null,\"a\":T} | 8",
                "{\"a\":{\"shape\":[],\"dtype\":\"F64\",\"data_offsets\":[0,8],\"more\":{\"x\":[1]}}} | 8",
                "{\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[8,12]},\"a\":T} | 12",
                "{\"a\":T,\"end\":{\"dtype\":\"U8\",\"shape\":[0,7],\"data_offsets\":[8,8]}} | 8",
                "{\"a\":{\"dtype\":\"F4\",\"shape\":[6],\"data_offsets\":[0,3]}} | 3",
                "{\"a\":{\"dtype\":\"NEW_2031\",\"shape\":[6],\"data_offsets\":[0,5]}} | 5",
            })
    void acceptsWhatTheFormatAllows(String json, long dataLength) throws Exception {
        byte[] header = SampleSafetensors.header(json.replace("T", TENSOR).replace("NEW_2031", "T9"));
        assertTrue(read(SampleFile.of(header, dataLength, 1)).provesLength());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | its header is not a JSON object",
                "{\"a\":T} {} | something follows after the JSON of its header",
                "{\"a\":T}} | its header is not valid JSON",
                "{\"a\":T | its header is not valid JSON",
                "{\"a\":T,\"a\":T} | two of its tensors have one name",
                "{\"a\":7} | its header describes a tensor by something else than a JSON object",
                "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}} | its header describes a tensor incompletely",
                "{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}} | its header describes a tensor incompletely",
                "{\"a\":{\"dtype\":4,\"shape\":[2],\"data_offsets\":[0,8]}} | its header has no text where one belongs",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}} | its header describes a tensor incompletely",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"shape\":[2]}} | its header describes a tensor twice",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8]}} | its header places a tensor nowhere",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | its header places a tensor nowhere",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | its header has a negative number",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}} "
                        + "| its header has no number where one belongs",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}} "
                        + "| its header has no list where one belongs",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} "
                        + "| the shape of a tensor does not fit its bytes",
                "{\"a\":{\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[0,8]}} "
                        + "| the shape of a tensor does not fit its bytes",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}} "
                        + "| its header has a tensor of impossible size",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[18446744073709551615],\"data_offsets\":[0,8]}} "
                        + "| its header is not valid JSON",
                "{\"a\":T,\"b\":T} | two of its tensors claim the same bytes",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[7],\"data_offsets\":[1,8]}} | some of its bytes belong to no tensor",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[9],\"data_offsets\":[0,9]}} | it is cut off 1 byte before its end",
            })
    void refusesWhatTheFormatForbids(String json, String why) {
        assertBroken(why, SampleFile.of(SampleSafetensors.header(json.replace("T", TENSOR)), 8, 1));
    }

    @Test
    void refusesTooDeepNesting() {
        String deep = "{\"__metadata__\":{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}";
        assertBroken("its header is not valid JSON", SampleFile.of(SampleSafetensors.header(deep)));
    }

    @Test
    void refusesTooManyDimensions() {
        String shape = "1,".repeat(64) + "1";
        String json = "{\"a\":{\"dtype\":\"U8\",\"shape\":[" + shape + "],\"data_offsets\":[0,1]}}";
        SampleFile file = SampleFile.of(SampleSafetensors.header(json), 1, 1);
        assertBroken("its header has a tensor of more than 64 dimensions", file);
    }

    @Test
    void refusesOtherEncodings() {
        byte[] latin = "{\"\u00e9\":0}".getBytes(ISO_8859_1);
        assertBroken("its header is not valid UTF-8", SampleFile.of(SampleSafetensors.header(latin.length, latin)));
        byte[] wide = "{}".getBytes(UTF_16LE);
        assertBroken("its header is not valid JSON", SampleFile.of(SampleSafetensors.header(wide.length, wide)));
        byte[] marked = "\uFEFF{}".getBytes(UTF_8);
        assertBroken("its header is not valid JSON", SampleFile.of(SampleSafetensors.header(marked.length, marked)));
        byte[] zeros = "{}\0\0".getBytes(UTF_8);
        assertBroken("its header is not valid JSON", SampleFile.of(SampleSafetensors.header(zeros.length, zeros)));
    }

    @Test
    void passesOverLongMetadata() throws Exception {
        String thumbnail = "x".repeat(3_000_000);
        SampleFile file = SampleSafetensors.of(Map.of("a", new long[] {2}), Map.of("modelspec.thumbnail", thumbnail));
        assertTrue(read(file).provesLength());
    }

    @Test
    void refusesEndlessNames() {
        String name = "n".repeat(1_000_000);
        SampleFile file = SampleFile.of(SampleSafetensors.header("{\"" + name + "\":" + TENSOR + "}"), 8, 1);
        assertBroken("its header is not valid JSON", file);
    }

    @Test
    void looksAtNoMoreTensorsThanAnyModelHas() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i <= 200_000; i++) {
            json.append("\"").append(i).append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},");
        }
        json.setCharAt(json.length() - 1, '}');
        SampleFile file = SampleFile.of(SampleSafetensors.header(json.toString()));
        assertThrows(OutOfReachException.class, () -> read(file));
    }

    private static SafetensorsHeader read(SampleFile file) throws IOException {
        return SafetensorsHeader.read(new Cursor(file));
    }

    private static void assertBroken(String why, SampleFile file) {
        BrokenException broken = assertThrows(BrokenException.class, () -> read(file));
        assertEquals(why, broken.getMessage());
    }
}
