package dev.stowage.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizationTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "flux1-dev-Q4_K_M.gguf, Q4_K_M",
                "flux1-dev-q8_0.gguf, Q8_0",
                "m-UD-Q4_K_XL.gguf, UD-Q4_K_XL",
                "m.IQ2_XXS.gguf, IQ2_XXS",
                "m-IQ4_NL.gguf, IQ4_NL",
                "m-BF16.gguf, BF16",
                "m-F16.gguf, F16",
                "m-TQ1_0.gguf, TQ1_0",
                "m-MXFP4_MOE.gguf, MXFP4_MOE",
                "Q3-model-Q5_K_S-00001-of-00003.gguf, Q5_K_S",
                "Qwen2.5-7B.gguf, -",
                "unet/diffusion_pytorch_model.fp16.safetensors, fp16",
                "wan2.2_fp8_e4m3fn_scaled.safetensors, fp8_e4m3fn_scaled",
                "z_image_bf16.safetensors, bf16",
                "model.safetensors, -",
            })
    void isReadFromTheName(String path, String label) {
        HubFile file = new HubFile(path, OptionalLong.empty(), Optional.empty(), Optional.empty());
        assertEquals(Optional.ofNullable(label), Quantization.precision(file));
    }
}
