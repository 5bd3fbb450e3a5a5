package dev.stowage.example;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageBuilder;
import dev.stowage.model.Answers;
import dev.stowage.model.Download;
import dev.stowage.model.ModelType;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.time.Duration;

/** Stowage inside another program: gets one LoRA and enters it in that program's own registry. */
public final class Embed {
    private Embed() {}

    /** Arguments: the URL of a file, and the folder that models are placed in. */
    public static void main(String[] arguments) throws StowageException, InterruptedException {
        Download done = get(wiring(Path.of(arguments[1]), new OurRegistry()), arguments[0]);
        System.out.println(done.status() + " " + done.filePath());
    }

    /** Everything on the class path, and our own registry instead of Stowage's. */
    static StowageBuilder wiring(Path models, AssetRegistry registry) {
        return Stowage.builder()
                .discover(Stowage.class.getClassLoader())
                .folders(models)
                .use(AssetRegistry.class, "ours", registry);
    }

    static Download get(StowageBuilder wiring, String url) throws StowageException, InterruptedException {
        try (Stowage stowage = wiring.build()) {
            stowage.start();
            Answers answers = Answers.builder().type(ModelType.LORA).build();
            Download job = stowage.downloads()
                    .submit(DownloadRequest.builder(url).answers(answers).build());
            return stowage.downloads().await(job.id(), Duration.ofHours(1));
        }
    }
}
