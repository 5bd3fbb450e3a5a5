package dev.stowage.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.app.demo.Paste;
import dev.stowage.app.demo.Practice;
import dev.stowage.app.http.HttpServer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the demo says of itself.
 *
 * @param practice the sites
 * @param folder where everything lies
 * @param server the manager
 */
record DemoWords(Practice practice, DemoFolder folder, HttpServer server) {
    /** For a person. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Open this link once to see the page: " + server.loginLink());
        lines.add("");
        lines.add("Practice sites for CivitAI and HuggingFace run on this machine. What to paste there:");
        for (Paste paste : practice.pastes()) {
            lines.add("");
            lines.add("  " + paste.reference());
            lines.add("      " + paste.about());
        }
        lines.add("");
        lines.add("Or in another terminal, with any of these behind get:");
        lines.add("");
        lines.add("  " + folder.command() + " get " + practice.pastes().get(0).reference());
        lines.add("");
        lines.add("What wants a login takes the token " + Practice.TOKEN + " where the page asks for it, or by");
        lines.add(
                "  echo " + Practice.TOKEN + " | " + folder.command() + " tokens set civitai   (likewise huggingface)");
        lines.add("");
        lines.add("Files go to " + folder.models() + ". Ctrl-C ends it; started again, it goes on where it was.");
        if (!practice.atItsPlace()) {
            lines.add(
                    "Other programs have the usual ports of the sites: what an earlier demo left unfinished waits for them.");
        }
        return lines;
    }

    /** For programs. */
    ObjectNode json() {
        ObjectNode json = ServeCommand.json(server);
        ObjectNode environment = json.putObject("environment");
        folder.environment(practice).forEach(environment::put);
        json.put("dataFolder", folder.folder().toString());
        json.put("modelsFolder", folder.models().toString());
        json.put("token", Practice.TOKEN);
        ArrayNode pastes = json.putArray("references");
        for (Paste paste : practice.pastes()) {
            pastes.addObject()
                    .put("source", paste.source())
                    .put("url", paste.reference())
                    .put("about", paste.about())
                    .put("free", paste.free());
        }
        return json;
    }
}
