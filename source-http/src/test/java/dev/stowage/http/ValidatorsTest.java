package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorsTest {
    private static final String NOON = "Date: Tue, 03 Jun 2008 12:00:00 GMT";

    @Test
    void keepsStrongTagsAsTheyCame() {
        assertEquals(Optional.of("\"a b\u00E4\""), etag("\"a b\u00E4\""));
        assertEquals(Optional.of("no-quotes"), etag("no-quotes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "W/\"v1\"", "W/", "\"a\u0007\""})
    void ignoresTagsThatProveNothing(String tag) {
        assertEquals(Optional.empty(), etag(tag));
    }

    @Test
    void ignoresTagsWithoutMeasureAndTagsThatCameTwice() {
        assertEquals(Optional.empty(), etag("\"" + "a".repeat(1 << 20) + "\""));
        assertEquals(
                Optional.empty(),
                Validators.of(Heads.of("ETag: \"a\"", "ETag: \"b\"")).etag());
    }

    @Test
    void believesADateOnlyWhenItIsAMinuteOlderThanTheAnswer() {
        assertTrue(dated("Tue, 03 Jun 2008 11:58:59 GMT").lastModified().isPresent());
        assertFalse(dated("Tue, 03 Jun 2008 11:59:30 GMT").lastModified().isPresent());
        assertFalse(dated("Tue, 03 Jun 2009 11:00:00 GMT").lastModified().isPresent());
        assertFalse(dated("yesterday").lastModified().isPresent());
        assertTrue(Validators.of(Heads.of("Last-Modified: Tue, 03 Jun 2008 10:00:00 GMT"))
                .none());
    }

    @Test
    void aTagDecidesAndADateOnlyWhereATagIsMissing() {
        Validators tag = new Validators(Optional.of("\"a\""), Optional.empty());
        Validators both = new Validators(Optional.of("\"a\""), Optional.of("monday"));
        Validators otherTag = new Validators(Optional.of("\"b\""), Optional.of("monday"));
        Validators date = new Validators(Optional.empty(), Optional.of("monday"));
        assertTrue(tag.proveSame(both));
        assertFalse(both.proveSame(otherTag));
        assertTrue(date.proveSame(otherTag));
        assertFalse(tag.proveSame(date));
        assertFalse(Validators.NONE.proveSame(Validators.NONE));
    }

    @Test
    void sendsOnlyWellFormedTagsInIfRange() {
        assertEquals(Optional.of("\"a\""), new Validators(Optional.of("\"a\""), Optional.of("monday")).ifRange());
        assertEquals(Optional.of("monday"), new Validators(Optional.empty(), Optional.of("monday")).ifRange());
        assertEquals(Optional.empty(), new Validators(Optional.of("bare"), Optional.empty()).ifRange());
        assertEquals(Optional.empty(), new Validators(Optional.of("\"\u00E4\""), Optional.empty()).ifRange());
    }

    private static Optional<String> etag(String value) {
        return Validators.of(Heads.of("ETag: " + value)).etag();
    }

    private static Validators dated(String modified) {
        return Validators.of(Heads.of(NOON, "Last-Modified: " + modified));
    }
}
