package dev.stowage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Amazon S3, version 4 and 2
                "https://b.s3.amazonaws.com/m.safetensors?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=CANARY%2F20260801%2Fus-east-1"
                        + "%2Fs3%2Faws4_request&X-Amz-Date=20260801T000000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Security-Token=CANARY&X-Amz-Signature=CANARY | https://b.s3.amazonaws.com/m.safetensors",
                "https://b.s3.amazonaws.com/m?versionId=7&AWSAccessKeyId=CANARY&Signature=CANARY%3D&Expires=1790000000"
                        + " | https://b.s3.amazonaws.com/m?versionId=7",
                // Google Cloud Storage, version 4 and 2
                "https://storage.googleapis.com/b/m?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=CANARY&X-Goog-Date=1&X-Goog-Expires=9"
                        + "&X-Goog-SignedHeaders=host&X-Goog-Signature=CANARY | https://storage.googleapis.com/b/m",
                "https://storage.googleapis.com/b/m?GoogleAccessId=CANARY&Expires=1&Signature=CANARY | https://storage.googleapis.com/b/m",
                // Azure shared access signature
                "https://a.blob.core.windows.net/c/m?sv=2024-11-04&se=2026-09-01T00%3A00Z&sr=b&sp=r&spr=https&sig=CANARY%3D"
                        + " | https://a.blob.core.windows.net/c/m",
                // CloudFront, canned and custom policy
                "https://d1.cloudfront.net/m?Expires=1&Signature=CANARY~&Key-Pair-Id=CANARY | https://d1.cloudfront.net/m",
                "https://d1.cloudfront.net/m?size=full&Policy=CANARY_&Signature=CANARY~&Key-Pair-Id=CANARY | https://d1.cloudfront.net/m?size=full",
                // Tencent and Alibaba
                "https://b.cos.example/m?q-sign-algorithm=sha1&q-ak=1&q-sign-time=1&q-signature=CANARY | https://b.cos.example/m?q-ak=1",
                "https://b.oss.example/m?OSSAccessKeyId=1&x-oss-signature=CANARY | https://b.oss.example/m?OSSAccessKeyId=1",
                // plain tokens
                "https://civitai.com/api/download/models/1?type=Model&token=CANARY&format=SafeTensor"
                        + " | https://civitai.com/api/download/models/1?type=Model&format=SafeTensor",
                "https://h.example/m?token=CANARY | https://h.example/m",
                "https://h.example/m?TOKEN=CANARY | https://h.example/m",
                "https://h.example/m?access_token=CANARY | https://h.example/m",
                "https://h.example/m?accessToken=CANARY | https://h.example/m",
                "https://h.example/m?api-key=CANARY | https://h.example/m",
                "https://h.example/m?x-api-key=CANARY | https://h.example/m",
                "https://h.example/m?apikey=CANARY | https://h.example/m",
                "https://h.example/m?key=CANARY | https://h.example/m",
                "https://h.example/m?client_secret=CANARY | https://h.example/m",
                "https://h.example/m?my-token=CANARY | https://h.example/m",
                "https://h.example/m?sessionToken=CANARY | https://h.example/m",
                "https://h.example/m?pwd=CANARY&v=2 | https://h.example/m?v=2",
                "https://h.example/m?hdnts=exp=1~acl=/*~hmac=CANARY | https://h.example/m",
                // hidden ones
                "https://h.example/m?%74oken=CANARY | https://h.example/m",
                "https://h.example/m?X%2DAmz%2DSignature=CANARY | https://h.example/m",
                "https://h.example/m?v=1;token=CANARY | https://h.example/m",
                "https://h.example/m?v=1?token=CANARY | https://h.example/m",
                "https://h.example/m?url=https%3A%2F%2Fs3.example%2Fm%3FX-Amz-Signature%3DCANARY | https://h.example/m",
                "https://h.example/m#access_token=CANARY | https://h.example/m",
                "https://h.example/m?v=1#token=CANARY | https://h.example/m?v=1",
                "h.example/m?token=CANARY | h.example/m",
                "h.example/m?v=1&token=CANARY | h.example/m?v=1",
                "h.example/m?v=100%&token=CANARY | h.example/m?v=100%",
                "org/repo#token=CANARY | org/repo",
            })
    void takesSecretsOutOfWhatIsShown(String pasted, String shown) {
        Reference.Pasted parsed = Reference.parse(pasted);
        assertEquals(shown, parsed.reference().text());
        assertFalse(parsed.toString().contains("CANARY"), parsed.toString());
        if (!pasted.contains("://h.example/m#") && !pasted.contains("v=1#")) {
            assertEquals(Optional.of(pasted), parsed.whole().map(whole -> whole.use(text -> text)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://civitai.com/models/4384?modelVersionId=128713",
                "https://civitai.com/api/download/models/128713?type=Model&format=SafeTensor&size=pruned&fp=fp16",
                "https://huggingface.co/org/repo/resolve/main/m.safetensors?download=true",
                "https://h.example/get?key=models/m.safetensors",
                "https://h.example/get?key=a%2Fb",
                "https://h.example/get?expires=never&policy=open",
                "https://h.example/get?token=",
                "https://h.example/get?token",
                "https://h.example/get?",
                "https://h.example/get?&&",
                "https://h.example/token/abc",
                "urn:air:sdxl:checkpoint:civitai:101055@128078",
                "org/repo",
                "4384",
                "what is this?"
            })
    void leavesAloneWhatIsNoSecret(String pasted) {
        assertEquals(new Reference.Pasted(new Reference(pasted), Optional.empty()), Reference.parse(pasted));
    }

    @Test
    void neverShowsTheValueOfASecretParameter() {
        List<String> secrets = List.of(
                "token",
                "Access_Token",
                "api_key",
                "sig",
                "Signature",
                "X-Amz-Signature",
                "x-goog-credential",
                "password");
        List<String> plain = List.of("v", "type", "fp", "download", "versionId", "format");
        Random random = new Random(20260801);
        for (int i = 0; i < 1000; i++) {
            List<String> parameters = new ArrayList<>();
            for (String name : plain.subList(0, random.nextInt(plain.size()))) {
                parameters.add(name + "=" + random.nextInt(100));
            }
            List<String> kept = List.copyOf(parameters);
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                String name = shouted(secrets.get(random.nextInt(secrets.size())), random);
                parameters.add(random.nextInt(parameters.size() + 1), name + "=CANARY" + encoded(random));
            }
            String pasted = "https://host.example/file?" + String.join("&", parameters);
            Reference.Pasted parsed = Reference.parse(pasted);
            assertFalse(parsed.reference().toString().contains("CANARY"), pasted);
            String expected = "https://host.example/file" + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
            assertEquals(expected, parsed.reference().text(), pasted);
        }
    }

    @Test
    void parsesItsOwnResultToItself() {
        Reference clean =
                Reference.parse("https://h.example/m?v=1&token=CANARY").reference();
        assertEquals(new Reference.Pasted(clean, Optional.empty()), Reference.parse(clean.text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:CANARY@h.example/m",
                "https://CANARY@h.example/m",
                "https://:CANARY@h.example/m",
                "https://us%65r:CANARY@h.example:8080/m",
                "https://a:CANARY@b@h.example/m",
                "ftp://user:CANARY@h.example/m",
                "<https://user:CANARY@h.example/m>"
            })
    void refusesAUserNameWithoutRepeatingIt(String pasted) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Reference.parse(pasted));
        assertFalse(String.valueOf(refusal.getMessage()).contains("CANARY"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "https:///m?token=CANARY",
                "https://?token=CANARY",
                "https://h.example:99999/m",
                "https://h.example:x/m",
                "https://[::1/m",
                "https://h example/m",
                "https://h_<>.example/m",
                "https://evil\u2100.example/m",
                "https://b\u00FCcher.example:x/m",
                "http:// /"
            })
    void refusesAMalformedUrl(String pasted) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Reference.parse(pasted));
        assertFalse(String.valueOf(refusal.getMessage()).contains("CANARY"), refusal.getMessage());
    }

    @Test
    void leavesOtherSchemesToSourcesThatMayKnowThem() {
        assertEquals(
                new Reference("hf://owner/repo"),
                Reference.parse("hf://owner/repo").reference());
        assertEquals(
                new Reference("file:///etc/passwd"),
                Reference.parse("file:///etc/passwd").reference());
        assertThrows(IllegalArgumentException.class, () -> Reference.parse("ftp://me:canary@host/x"));
    }

    @Test
    void refusesNothingTooMuchAndControlCharacters() {
        for (String pasted : List.of("", "  ", "\n\t", "https://h.example/a\nb", "a\u0000b", "x".repeat(8193))) {
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> Reference.parse(pasted), pasted);
            assertFalse(String.valueOf(refusal.getMessage()).contains("h.example"));
        }
        assertEquals(
                "x".repeat(8192), Reference.parse("x".repeat(8192)).reference().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h.example/m",
                "  https://h.example/m \n",
                "<https://h.example/m>",
                "\"https://h.example/m\"",
                "'https://h.example/m'",
                " < https://h.example/m > ",
                "https://h.example/m#fragment",
                "https://h.example/m#"
            })
    void unwrapsWhatPeoplePaste(String pasted) {
        assertEquals("https://h.example/m", Reference.parse(pasted).reference().text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://h.example/my model.safetensors | https://h.example/my%20model.safetensors",
                "https://h.example/模型.bin | https://h.example/%E6%A8%A1%E5%9E%8B.bin",
                "https://h.example/a%20b | https://h.example/a%20b",
                "https://h.example/100% | https://h.example/100%25",
                "https://h.example/100%zz | https://h.example/100%25zz",
                "https://h.example/%%20 | https://h.example/%25%20",
                "https://h.example/a[1]{2}^`\\ | https://h.example/a%5B1%5D%7B2%7D%5E%60%5C",
                "https://h.example/😀 | https://h.example/%F0%9F%98%80",
                "https://h.example?q=ä b | https://h.example?q=%C3%A4%20b",
                "https://h.example/a\u2028b | https://h.example/a%E2%80%A8b",
                "https://[2001:db8::1]:8443/m | https://[2001:db8::1]:8443/m",
                "https://bücher.example/m | https://xn--bcher-kva.example/m",
                "HTTPS://H.example/M | HTTPS://H.example/M",
            })
    void becomesALegalUrl(String pasted, String legal) {
        Reference.Pasted parsed = Reference.parse(pasted);
        assertEquals(Optional.of(URI.create(legal)), parsed.reference().uri());
        assertEquals(legal, parsed.reference().text());
    }

    @Test
    void saysWhereItPointsWithoutMore() {
        assertEquals(
                "h.example",
                Reference.parse("https://h.example/m?v=1").reference().place());
        assertEquals("org/repo", Reference.parse("org/repo").reference().place());
        assertEquals(80, new Reference("y".repeat(500)).place().length());
    }

    private static String shouted(String name, Random random) {
        return random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
    }

    private static String encoded(Random random) {
        List<Character> signs = new ArrayList<>(List.of('+', '/', '=', '&', '?', '#', 'a', ' '));
        Collections.shuffle(signs, random);
        StringBuilder value = new StringBuilder();
        signs.subList(0, random.nextInt(signs.size())).forEach(value::append);
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }
}
