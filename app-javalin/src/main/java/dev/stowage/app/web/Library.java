package dev.stowage.app.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The page's library: four packages of browser code, each in a jar of its own, in the version that the build has pinned. */
final class Library {
    private static final String RESOURCES = "META-INF/resources/webjars/";

    /** By what scripts import, the package and the file in it; a slash at the end stands for the whole folder. */
    private static final Map<String, String> IMPORTS = imports();

    private final Map<String, String> versions = new LinkedHashMap<>();

    Library() {
        IMPORTS.values().forEach(path -> versions.computeIfAbsent(packageOf(path), Library::version));
    }

    /** Says browsers where the names in {@code import} lead. */
    String importMap() {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        ObjectNode imports = map.putObject("imports");
        IMPORTS.forEach((name, path) -> imports.put(name, address(path)));
        return map.toString();
    }

    /** The resource behind a path below {@code /webjars/}; one that leads elsewhere has none. */
    String resource(String path) {
        String[] parts = path.split("/", 3);
        boolean ours = parts.length == 3 && parts[1].equals(versions.get(parts[0]));
        return ours ? RESOURCES + path : "";
    }

    private String address(String path) {
        String name = packageOf(path);
        return "/webjars/" + name + "/" + versions.get(name) + path.substring(name.length());
    }

    private static Map<String, String> imports() {
        Map<String, String> imports = new LinkedHashMap<>();
        imports.put("lit", "lit/index.js");
        imports.put("lit/", "lit/");
        imports.put("lit-html", "lit-html/lit-html.js");
        imports.put("lit-html/", "lit-html/");
        imports.put("lit-element/lit-element.js", "lit-element/lit-element.js");
        imports.put("@lit/reactive-element", "lit__reactive-element/reactive-element.js");
        imports.put("@lit/reactive-element/", "lit__reactive-element/");
        return imports;
    }

    private static String packageOf(String path) {
        return path.substring(0, path.indexOf('/'));
    }

    private static String version(String name) {
        String file = "META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
        try (InputStream in = Library.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The library " + name + " is not there");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
