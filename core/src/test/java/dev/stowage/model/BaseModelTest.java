package dev.stowage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseModelTest {
    @ParameterizedTest
    @CsvSource({
        "SD 1.5, sd1",
        "SD 1.5 LCM, sd1",
        "SD 2.1 768, sd2",
        "SDXL 1.0, sdxl",
        "SDXL Lightning, sdxl",
        "Pony, sdxl",
        "Illustrious, sdxl",
        "NoobAI, sdxl",
        "Pony V7, auraflow",
        "SD 3.5 Medium, sd3",
        "Flux.1 D, flux1",
        "Flux.1 Kontext, flux1",
        "Flux.2 Klein 4B-base, flux2",
        "Qwen, qwen_image",
        "ZImageTurbo, z_image",
        "Wan Video 2.2 T2V-A14B, wan",
        "LTXV 2.3, ltxv2",
        "Hunyuan Video, hunyuan_video",
        "PixArt E, pixart",
        "sdxl 1.0, sdxl",
        "'  Flux.1 d ', flux1"
    })
    void knowsTheArchitectureOfABaseModel(String baseModel, String family) {
        assertEquals(Optional.of(new BaseFamily(family)), new BaseModel(baseModel).family());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Other", "Upscaler", "SDXL", "Flux.9", "Something of tomorrow"})
    void claimsNoArchitectureForWhatItDoesNotKnow(String baseModel) {
        assertEquals(Optional.empty(), new BaseModel(baseModel).family());
    }

    @Test
    void keepsItsTextAsItWasPublished() {
        assertEquals("sdxl 1.0", new BaseModel(" sdxl 1.0 ").text());
        assertThrows(IllegalArgumentException.class, () -> new BaseModel(" "));
    }
}
