package dev.stowage.tck.hub;

import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Reply;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The image host: pictures made up for their numbers, in the size that the address asks for. */
final class CivitaiPictures {
    private static final String ROOT = "/xG1nkqKTMzGDvpLrqFT7WA/";
    private static final Pattern ADDRESS = Pattern.compile(
            ROOT + "([1-9]\\d{0,3})x([1-9]\\d{0,3})-[0-9a-f]+/(?:original=true|width=(\\d{1,4}))/(\\d{1,18})\\.png");
    private static final long PICTURES_EACH = 100;
    private static final int BYTES = 8;

    private final ScriptedOrigin images;

    CivitaiPictures(ScriptedOrigin images) {
        this.images = images;
    }

    List<Json> of(CivitaiVersion version, int most) {
        List<CivitaiVersion.Picture> pictures = version.pictures();
        return IntStream.range(0, Math.min(most, pictures.size()))
                .mapToObj(index -> described(pictures.get(index), PICTURES_EACH * version.id() + index))
                .toList();
    }

    private Json described(CivitaiVersion.Picture picture, long number) {
        String size = picture.width() + "x" + picture.height();
        String key = Digests.ofText("SHA-1", "picture " + number).substring(0, BYTES);
        return Json.object()
                .put("url", images.uri(ROOT + size + "-" + key + "/original=true/" + number + ".png"))
                .put("nsfwLevel", picture.level())
                .put("width", picture.width())
                .put("height", picture.height())
                .put("hash", "U2BW6.ov03_30exH=Cxt00xt~p0M8^NftAn2")
                .put("type", "image")
                .put("minor", false)
                .put("poi", false)
                .put("hasMeta", false)
                .put("hasPositivePrompt", false)
                .put("onSite", false)
                .put("remixOfId", null);
    }

    /** The picture at an address. */
    static Reply answer(RecordedRequest request) {
        Matcher address = ADDRESS.matcher(request.path());
        if (!address.matches()) {
            return Reply.status(404);
        }
        int width = Integer.parseInt(address.group(1));
        int height = Integer.parseInt(address.group(2));
        int shown = address.group(3) == null ? width : Math.max(1, Math.min(width, Integer.parseInt(address.group(3))));
        long seed = Long.parseLong(address.group(4));
        return Resource.of(SamplePicture.png(seed, shown, Math.max(1, height * shown / width)))
                .withContentType("image/png")
                .reply(request);
    }
}
