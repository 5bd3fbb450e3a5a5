package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AgainTest {
    @Test
    void isTheSameCommandReadyForAShell() {
        List<String> references = List.of("https://example.org/a?x=1&y=2");
        List<String> arguments = List.of("get", "--name", "it's mine", references.get(0));
        assertEquals(
                "stowage get --name 'it'\\''s mine' 'https://example.org/a?x=1&y=2'",
                Again.command(arguments, references));
    }

    @Test
    void repeatsNoSecret() {
        List<String> references = List.of("https://example.org/a?token=abcdef");
        assertEquals("the same command", Again.command(List.of("get", references.get(0)), references));
        List<String> password = List.of("https://me:secret@example.org/a");
        assertEquals("the same command", Again.command(List.of("get", password.get(0)), password));
    }

    @Test
    void repeatsNoToken() {
        List<String> references = List.of("https://example.org/a");
        List<String> arguments =
                List.of("get", "--token", "civitai=abc=def", "--token=hf=ghi", "--token", "jkl", references.get(0));
        assertEquals(
                "stowage get --token civitai=YOUR_TOKEN --token=hf=YOUR_TOKEN --token YOUR_TOKEN https://example.org/a",
                Again.command(arguments, references));
    }
}
