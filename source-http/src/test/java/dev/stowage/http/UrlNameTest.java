package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlNameTest {

    @ParameterizedTest
    @CsvSource({
        "/model.safetensors, model.safetensors",
        "/a/b/model.safetensors, model.safetensors",
        "model.bin, model.bin",
        "//model.bin, model.bin",
        "/a%20b.bin, a b.bin",
        "/a+b.bin, a+b.bin",
        "/a%2Bb.bin, a+b.bin",
        "/%E6%A8%A1%E5%9E%8B.bin, \u6A21\u578B.bin",
        "/\u6A21\u578B.bin, \u6A21\u578B.bin",
        "/mod%E8le.bin, mod\u00E8le.bin",
        "/model.bin;v=1, model.bin",
        "/model.bin;v=1/x.bin;w=2, x.bin",
        "/model%3Bv=1.bin, model;v=1.bin",
        "/model.bin?filename=../x, model.bin",
        "/model.bin?a=/b/c.bin, model.bin",
        "/model.bin#/x.bin, model.bin",
        "/model.bin#?x, model.bin",
        "/model%3Fx.bin, model?x.bin",
        "/.., ..",
        "/%2e%2e, ..",
        "/%252e%252e%252fx, %2e%2e%2fx",
        "/100%25.bin, 100%.bin",
        "/a%2525.bin, a%25.bin",
    })
    void isTheLastSegmentDecodedOnce(String path, String name) {
        assertEquals(Optional.of(name), UrlName.candidate(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/models/",
                "/models/?filename=x.bin",
                "/;v=1",
                "/models/;v=1",
                "?x.bin",
                "#x.bin",
                "/a%2Fb.bin",
                "/a%2fb.bin",
                "/..%2Fx",
                "/a%5Cb.bin",
                "/%5c%5csrv",
                "/a%.bin",
                "/a%2",
                "/a%zz.bin",
                "/a\\b.bin"
            })
    void isNothingWithoutAPlainLastSegment(String path) {
        assertEquals(Optional.empty(), UrlName.candidate(path));
    }
}
