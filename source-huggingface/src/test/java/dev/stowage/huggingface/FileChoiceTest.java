package dev.stowage.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "README.md config.json lora.safetensors sample.png, lora.safetensors",
        "README.md, README.md",
        "model.safetensors pytorch_model.bin config.json, model.safetensors",
        "a.ckpt a.safetensors, a.safetensors",
        "flux1-dev.safetensors ae.safetensors, flux1-dev.safetensors",
        "vae.safetensors README.md, vae.safetensors",
        "lora.safetensors lora-000010.safetensors lora-000020.safetensors, lora.safetensors",
        "x.safetensors x_000000250.safetensors x_000000500.safetensors, x.safetensors",
        "out.safetensors out-step00000100.safetensors, out.safetensors",
        "pytorch_lora_weights.safetensors checkpoint-500/pytorch_lora_weights.safetensors checkpoint-500/optimizer.bin, pytorch_lora_weights.safetensors",
        "adapter_model.safetensors optimizer.pt training_args.bin rng_state.pth, adapter_model.safetensors",
        "m.Q2_K.gguf m.Q4_K_M.gguf m.Q8_0.gguf, m.Q4_K_M.gguf",
        "m-Q4_K_S.gguf m-q4_k_m.gguf mmproj-F16.gguf, m-q4_k_m.gguf",
        "m-Q8_0.gguf README.md, m-Q8_0.gguf",
        "main.safetensors unet/a.safetensors model_index.json, main.safetensors",
        "split_files/vae/ae.safetensors split_files/diffusion_models/z.safetensors, split_files/diffusion_models/z.safetensors",
        "learned_embeds.bin README.md, learned_embeds.bin",
    })
    void choosesWhatIsClearlyMeant(String paths, String chosen) {
        assertEquals(List.of(chosen), chosen("", paths));
    }

    @ParameterizedTest
    @CsvSource({
        "sd_xl_turbo_1.0.safetensors sd_xl_turbo_1.0_fp16.safetensors model_index.json",
        "model_index.json unet/diffusion_pytorch_model.safetensors vae/diffusion_pytorch_model.safetensors",
        "a.safetensors b.safetensors",
        "a.safetensors b.ckpt",
        "sdxl/a.safetensors sd15/a.safetensors",
        "README.md config.json",
        "m-Q2_K.gguf m-Q8_0.gguf",
        "m-Q4_K_M-00001-of-00002.gguf",
        "high-00001-of-00002.safetensors high-00002-of-00002.safetensors other.safetensors",
    })
    void choosesNothingWhereAPersonHasToSay(String paths) {
        String more = paths.contains(" ") ? paths : paths + " README.md";
        assertEquals(List.of(), chosen("", more));
    }

    @Test
    void choosesAllPartsOfOneModel() {
        List<String> parts = List.of("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");
        assertEquals(
                parts,
                chosen("", String.join(" ", parts) + " model.safetensors.index.json config.json tokenizer.json"));
        List<String> sixDigits = List.of("m-000001-of-000002.gguf", "m-000002-of-000002.gguf");
        assertEquals(List.of(), chosen("", String.join(" ", sixDigits)), "of no usual quantisation");
        List<String> usual = List.of("m-Q4_K_M-00001-of-00002.gguf", "m-Q4_K_M-00002-of-00002.gguf");
        assertEquals(usual, chosen("", String.join(" ", usual) + " m-Q8_0.gguf"));
    }

    @Test
    void looksAtTheFolderThatWasAskedFor() {
        assertEquals(
                List.of("sub/a.safetensors"),
                chosen("sub", "sub/a.safetensors sub/unet/b.safetensors sub/model_index.json"));
    }

    private static List<String> chosen(String folder, String paths) {
        List<HubFile> files = Arrays.stream(paths.split(" ", -1))
                .map(path -> new HubFile(path, OptionalLong.empty(), Optional.empty(), Optional.empty()))
                .toList();
        return new FileChoice(files, folder)
                .chosen().stream().map(HubFile::path).toList();
    }
}
