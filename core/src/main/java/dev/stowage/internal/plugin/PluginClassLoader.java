package dev.stowage.internal.plugin;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * The class loader of one plugin folder: it sees the JDK, Stowage's public packages and its own jars, and nothing of the host besides.
 * Not a sandbox: a plugin may do whatever this process may.
 */
final class PluginClassLoader extends URLClassLoader {
    private static final String[] SHARED = {
        "dev.stowage.model.", "dev.stowage.spi.", "dev.stowage.api.", "org.jspecify.annotations."
    };

    private final ClassLoader host;

    PluginClassLoader(String plugin, URL[] jars, ClassLoader host) {
        super("plugin-" + plugin, jars, ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        for (String shared : SHARED) {
            if (name.startsWith(shared)) {
                return host.loadClass(name);
            }
        }
        return super.loadClass(name, resolve);
    }
}
