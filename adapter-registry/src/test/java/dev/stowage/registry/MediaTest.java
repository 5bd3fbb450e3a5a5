package dev.stowage.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaTest {
    @ParameterizedTest
    @EnumSource
    void isToldByItsFirstBytes(Media media) {
        assertEquals(Optional.of(media), Media.of(Pictures.beginning(media)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u00ff\u00d8",
                "<svg xmlns=\"http://www.w3.org/2000/svg\">",
                "<?xml version=\"1.0\"?><svg>",
                "<!DOCTYPE html><html>",
                " \u0089PNG\r\n\u001a\n",
                "RIFF....WAVEfmt ",
                "....ftypheic",
                "\u001aE\u00df\u00a3....matroska",
                "%PDF-1.7",
                "PK\u0003\u0004"
            })
    void anythingElseIsNothing(String beginning) {
        assertEquals(Optional.empty(), Media.of(beginning.getBytes(ISO_8859_1)));
    }

    @Test
    void namesItsFileByWhatItIs() {
        assertEquals("3.webp", Media.WEBP.fileName(3));
    }
}
