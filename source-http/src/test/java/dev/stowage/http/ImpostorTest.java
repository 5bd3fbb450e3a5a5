package dev.stowage.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpostorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "safetensors | text/html | <!DOCTYPE html><html>  | PAGE",
                "safetensors | application/octet-stream | <html><body>     | PAGE",
                "''          | text/html | Please log in          | PAGE",
                "json        | text/html | <!doctype html>        | PAGE",
                "html        | text/html | <!doctype html>        |",
                "txt         | text/plain | <html> explained      |",
                "yaml        | text/html | steps: 20              |",
                "safetensors | application/json | {\"error\":\"x\"} | ERROR",
                "gguf        | text/plain | {\"error\":\"x\"}      | ERROR",
                "gguf        | application/json | [1]              | ERROR",
                "''          | application/problem+json | {}        | ERROR",
                "''          | application/octet-stream | {}        |",
                "json        | application/json | {\"a\":1}        |",
                "safetensors | application/xml | <?xml version='1.0'?> | ERROR",
                "safetensors | application/xml | <Error><Code>    | ERROR",
                "xml         | application/xml | <?xml version='1.0'?> |",
                "svg         | image/svg+xml | <?xml version='1.0'?> |",
                "safetensors | text/plain | version https://git-lfs.github.com/spec/v1 | POINTER",
                "txt         | text/plain | version https://git-lfs.github.com/spec/v1 | POINTER",
                "bin         | text/plain | some text             |",
                "''          | text/plain | BM                    |"
            })
    void tellsFilesFromWhatIsSentInTheirPlace(String extension, String type, String body, Impostor expected) {
        assertEquals(Optional.ofNullable(expected), judge(extension, type, body));
    }

    @Test
    void looksBehindMarksAndBlanks() {
        assertEquals(Optional.of(Impostor.PAGE), judge("bin", "x/y", "\uFEFF\r\n \t<!DOCTYPE HTML>"));
    }

    @Test
    void neverSuspectsBinaryBytes() {
        assertEquals(Optional.empty(), judge("", "text/html", "\u0010\0\0\0\0\0\0\0{\"__metadata__\":{}}"));
        assertEquals(Optional.empty(), judge("safetensors", "application/json", "{\0"));
    }

    @Test
    void readsPlainSentencesFromErrors() {
        assertEquals(
                Optional.of("The creator wants you to log in."),
                text("{\"code\":1,\"message\":\"The creator wants you to log in.\"}"));
        assertEquals(Optional.of("Access denied"), text("<Error><Message>Access denied</Message></Error>"));
        assertEquals(Optional.empty(), text("{\"message\":\"see https://x.example/?sig=canary\"}"));
        assertEquals(Optional.empty(), text("{\"message\":\"key " + "a1".repeat(30) + "\"}"));
        assertEquals(Optional.empty(), text("{\"message\":\"<script>\"}"));
        assertEquals(Optional.empty(), text("{}"));
    }

    private static Optional<Impostor> judge(String extension, String type, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return Impostor.of(Heads.of("Content-Type: " + type), extension, bytes, bytes.length);
    }

    private static Optional<String> text(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return ErrorText.of(bytes, bytes.length);
    }
}
