package dev.stowage.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentDispositionTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource({"plain", "extended", "encodedWords", "quoting", "bytes"})
    void offersNames(String header, List<String> names) {
        assertEquals(names, ContentDisposition.candidates(List.of(header)));
    }

    static Stream<Arguments> plain() {
        return Stream.of(
                offers("attachment; filename=\"model.safetensors\"", "model.safetensors"),
                offers("attachment; filename=model.safetensors", "model.safetensors"),
                offers("inline; filename=\"model.bin\"", "model.bin"),
                offers("filename=\"model.bin\"", "model.bin"),
                offers("; filename=model.bin", "model.bin"),
                offers("form-data; name=\"x\"; filename=\"model.bin\"", "model.bin"),
                offers("ATTACHMENT; FileName=model.bin", "model.bin"),
                offers("attachment;filename=model.bin;size=3", "model.bin"),
                offers("attachment ; filename = \"model.bin\" ; size=3", "model.bin"),
                offers("attachment; filename\t=\t\"a;b.bin\"", "a;b.bin"),
                offers("attachment; filename=a.bin; filename=b.bin", "a.bin"),
                offers("attachment; xfilename=a.bin; filename2=b.bin"),
                offers("attachment; name=\"a; filename=evil.bin\"; filename=good.bin", "good.bin"),
                offers("attachment; filename=", ""),
                offers("attachment; =model.bin"),
                offers("attachment"),
                offers(";;;"),
                offers("="),
                offers(""));
    }

    static Stream<Arguments> extended() {
        return Stream.of(
                offers("attachment; filename=\"b.bin\"; filename*=UTF-8''a.bin", "a.bin", "b.bin"),
                offers("attachment; filename*=UTF-8''a.bin; filename=\"b.bin\"", "a.bin", "b.bin"),
                offers("attachment; filename*=UTF-8''%E6%A8%A1%E5%9E%8B.bin", "\u6A21\u578B.bin"),
                offers("attachment; filename*=utf-8'en'mod%c3%a8le%20x.bin", "mod\u00E8le x.bin"),
                offers("attachment; FILENAME*=\"UTF-8''a%20b.bin\"", "a b.bin"),
                offers("attachment; filename*=ISO-8859-1''mod%E8le.bin", "mod\u00E8le.bin"),
                offers("attachment; filename*=US-ASCII''a.bin", "a.bin"),
                offers("attachment; filename*=UTF-8''a+b%2Bc.bin", "a+b+c.bin"),
                offers("attachment; filename*=UTF-8''..%2Fx; filename=ok.bin", "../x", "ok.bin"),
                offers("attachment; filename*=UTF-8''%252e%252e; filename=ok.bin", "%2e%2e", "ok.bin"),
                offers("attachment; filename*=x-unknown''a.bin; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=UTF-16''%00a; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=''a.bin; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=UTF-8''a%2; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=UTF-8''a%; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=UTF-8''a%GG.bin; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=UTF-8''a%+1.bin; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=UTF-8''%E8.bin; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=UTF-8''%C0%AF.bin; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=US-ASCII''%E8.bin; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=UTF-8''\u6A21.bin; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=a.bin; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=UTF-8'a.bin; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*=UTF-8''a; filename*=UTF-8''b; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*0*=UTF-8''a; filename*1=b.bin; filename=ok.bin", "ok.bin"),
                offers("attachment; filename*0=\"a\"; filename*1=\"b.bin\""));
    }

    static Stream<Arguments> encodedWords() {
        return Stream.of(
                offers("attachment; filename=\"=?UTF-8?B?5qih5Z6LLmJpbg==?=\"", "\u6A21\u578B.bin"),
                offers("attachment; filename==?UTF-8?B?5qih5Z6LLmJpbg==?=", "\u6A21\u578B.bin"),
                offers("attachment; filename=\"=?utf-8?q?mod=C3=A8le_x.bin?=\"", "mod\u00E8le x.bin"),
                offers("attachment; filename=\"=?ISO-8859-1?Q?mod=E8le?=.bin\"", "mod\u00E8le.bin"),
                offers("attachment; filename=\"=?UTF-8*en?Q?a?= =?UTF-8?Q?b.bin?=\"", "ab.bin"),
                offers("attachment; filename=\"=?UTF-8?B?Li4veA==?=\"", "../x"),
                offers("attachment; filename=\"=?UTF-8?Q?=3D=3FUTF-8=3FQ=3Fx=3F=3D?=\"", "=?UTF-8?Q?x?="),
                offers("attachment; filename=\"=?UTF-8?Q?a$1\\\\b?=\"", "a$1\\b"),
                offers("attachment; filename=\"=?x-unknown?Q?a?=\""),
                offers("attachment; filename=\"=?UTF-8?B?!!!!?=\""),
                offers("attachment; filename=\"=?UTF-8?Q?=E8?=\""),
                offers("attachment; filename=\"=?UTF-8?Q?=E?=\""),
                offers("attachment; filename=\"=?UTF-8?X?a?=\"", "=?UTF-8?X?a?="),
                offers("attachment; filename=\"=?\"", "=?"));
    }

    static Stream<Arguments> quoting() {
        return Stream.of(
                offers("attachment; filename=\"say \\\"hi\\\".bin\"", "say \"hi\".bin"),
                offers("attachment; filename=\"a\\\\b\"", "a\\b"),
                offers("attachment; filename=\"..\\x\"", "..\\x"),
                offers("attachment; filename=\"C:\\models\\x.bin\"", "C:\\models\\x.bin"),
                offers("attachment; filename=\"..\\\\..\\\\x\"", "..\\..\\x"),
                offers("attachment; filename=\"a;b;c.bin\"; size=3", "a;b;c.bin"),
                offers("attachment; filename=\"a\\\";b.bin\"; size=3", "a\";b.bin"),
                offers("attachment; filename=\"a.bin\"junk; size=3", "a.bin"),
                offers("attachment; filename=\"unterminated.bin", "unterminated.bin"),
                offers("attachment; filename=\"unterminated\\\"", "unterminated\""),
                offers("attachment; filename=\"unterminated\\", "unterminated\\"),
                offers("attachment; filename=\"", ""),
                offers("attachment; filename=\"\"", ""),
                offers("attachment; filename=my model v1.bin; size=3", "my model v1.bin"),
                offers("attachment; filename=a\"b.bin; size=3", "a\"b.bin"),
                offers("attachment; filename='a b.bin'", "'a b.bin'"),
                offers("attachment; filename=a=b.bin", "a=b.bin"));
    }

    /** One name as OkHttp gives it, as one char per byte, encoded twice, and with a byte that OkHttp lost. */
    static Stream<Arguments> bytes() {
        String twice = new String("mod\u00E8le".getBytes(UTF_8), ISO_8859_1);
        return Stream.of(
                offers("attachment; filename=\"mod\u00E8le\"", "mod\u00E8le"),
                offers("attachment; filename=\"\u6A21\u578B\"", "\u6A21\u578B"),
                offers("attachment; filename=\"" + twice + "\"", "mod\u00E8le"),
                offers("attachment; filename=\"\u6A21" + twice + "\"", "\u6A21" + twice),
                offers("attachment; filename=\"mod\uFFFDle\"", "mod\uFFFDle"));
    }

    @Test
    void readsHeadersInTheOrderTheyCame() {
        assertEquals(
                List.of("b", "a", "c"),
                ContentDisposition.candidates(
                        List.of("attachment", "attachment; filename=a; filename*=UTF-8''b", "inline; filename=c")));
        assertEquals(List.of(), ContentDisposition.candidates(List.of()));
    }

    @Test
    void ignoresHeadersOverFourKibibytes() {
        String longest = "attachment; filename=" + "a".repeat(4_096 - 21);
        assertEquals(1, ContentDisposition.candidates(List.of(longest)).size());
        assertEquals(List.of("b"), ContentDisposition.candidates(List.of(longest + "a", "inline; filename=b")));
        assertEquals(List.of(), ContentDisposition.candidates(List.of("filename=" + "\u6A21".repeat(1_400))));
        assertEquals(List.of(), ContentDisposition.candidates(List.of("filename=" + "a".repeat(1 << 20))));
    }

    @Test
    void survivesAnyHeader() {
        Random random = new Random(7);
        List<String> pieces = List.of(
                "attachment",
                ";",
                "=",
                "\"",
                "\\",
                " ",
                "\t",
                "filename",
                "filename*",
                "UTF-8''",
                "'",
                "%",
                "%41",
                "%E8",
                "=?",
                "?=",
                "?B?",
                "?Q?",
                "UTF-8",
                "=41",
                "QQ==",
                "a",
                "/",
                "..",
                "\u00E8",
                "\u6A21",
                "\uD800",
                "\0",
                "*",
                "$1");
        for (int i = 0; i < 50_000; i++) {
            String header = IntStream.range(0, random.nextInt(30))
                    .mapToObj(n -> pieces.get(random.nextInt(pieces.size())))
                    .collect(Collectors.joining());
            assertTrue(ContentDisposition.candidates(List.of(header)).size() <= 2, header);
        }
    }

    private static Arguments offers(String header, String... names) {
        return arguments(header, List.of(names));
    }
}
