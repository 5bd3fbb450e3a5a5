package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.spi.TransferResult;
import dev.stowage.tck.origin.FramingFaults;
import dev.stowage.tck.origin.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainDownloadTest extends DownloadTest {
    @Test
    void bringsEveryByteWithOneRequest() throws Exception {
        origin.serve("/model.bin", Resource.of(CONTENT));
        TransferResult result = rig.download(origin.uri("/model.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(List.of("started 0 of 3000000"), rig.heard);
        assertEquals(Optional.of("\"v1\""), result.validator());
        assertEquals(0, result.refetchedBytes());
        assertEquals(1, origin.requests().size());
        assertEquals(Optional.of("bytes=0-"), origin.requests().get(0).header("Range"));
    }

    @Test
    void keepsFilesPrivate() throws Exception {
        origin.serve("/model.bin", Resource.of(CONTENT));
        rig.download(origin.uri("/model.bin"));
        for (Path file : List.of(rig.part(), rig.journal())) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void asksNobodyWhenEveryByteIsThereAndAHashWillTell() throws Exception {
        rig.expecting(CONTENT);
        origin.serve("/model.bin", Resource.of(CONTENT).withDisposition("attachment; filename=\"better.bin\""));
        rig.download(origin.uri("/model.bin"));
        TransferResult again = rig.download(origin.uri("/model.bin"));
        rig.assertHas(CONTENT, again);
        assertEquals(List.of("started 3000000 of 3000000"), rig.heard);
        assertEquals(Optional.of("better.bin"), again.suggestedName());
        assertEquals(1, origin.requests().size());
    }

    @Test
    void asksForTheLastByteAgainWhenOnlyTheOriginCanTell() throws Exception {
        origin.serve("/model.bin", Resource.of(CONTENT));
        rig.download(origin.uri("/model.bin"));
        rig.assertHas(CONTENT, rig.download(origin.uri("/model.bin")));
        assertEquals(Optional.of("bytes=2999999-"), origin.requests().get(1).header("Range"));
        origin.serve("/model.bin", Resource.of(OTHER).withEtag("\"v2\""));
        rig.assertHas(OTHER, rig.download(origin.uri("/model.bin")));
    }

    @Test
    void takesBodiesThatDoNotSayHowLongTheyAre() throws Exception {
        origin.serve("/chunked", Resource.of(CONTENT).withoutRanges()).always(FramingFaults.chunked(10_000));
        rig.assertHas(CONTENT, rig.download(origin.uri("/chunked")));
        assertTrue(rig.heard.contains("started 0 of ?"), rig.heard.toString());
    }
}
