package dev.stowage.internal.plugin;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stands around every foreign port: sets the context class loader to the provider's own, and turns anything unchecked, and null where a
 * value was promised, into a problem that names the provider.
 */
public final class Guard implements InvocationHandler {
    private final Object target;
    private final String name;

    private Guard(Object target, String name) {
        this.target = target;
        this.name = name;
    }

    /** The instance behind a guard, as the interface that it was asked for and those it also has among {@code more}. */
    static <T> T around(Class<T> port, String id, T instance, Class<?>... more) {
        Class<?>[] faces = Arrays.stream(more)
                .filter(face -> face.isInstance(instance) && port.isAssignableFrom(face))
                .toArray(Class<?>[]::new);
        Class<?>[] all = Arrays.copyOf(faces, faces.length + 1);
        all[faces.length] = port;
        Guard guard = new Guard(instance, port.getSimpleName() + " \"" + id + "\"");
        return port.cast(Proxy.newProxyInstance(Guard.class.getClassLoader(), all, guard));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            Object result = ForeignCall.run(target, () -> method.invoke(target, arguments));
            if (result == null && method.getReturnType() != void.class) {
                throw defect(method, new NullPointerException(method.getName() + " returned null"));
            }
            return result;
        } catch (InvocationTargetException e) {
            throw asPromised(method, e.getTargetException());
        }
    }

    private Throwable asPromised(Method method, Throwable thrown) {
        boolean expected = Arrays.stream(method.getExceptionTypes()).anyMatch(type -> type.isInstance(thrown));
        return expected || thrown instanceof VirtualMachineError ? thrown : defect(method, thrown);
    }

    private Throwable defect(Method method, Throwable bug) {
        Problem problem = Problem.of(
                Problem.Kind.UNEXPECTED,
                Codes.PLUGIN_FAILED,
                "go on with " + name,
                "its " + method.getName() + " failed with an unexpected "
                        + bug.getClass().getName(),
                "Report this to whoever made that provider.");
        boolean checked = Arrays.asList(method.getExceptionTypes()).contains(StowageException.class);
        return checked ? new StowageException(problem, bug) : new PluginDefectException(problem, bug);
    }
}
