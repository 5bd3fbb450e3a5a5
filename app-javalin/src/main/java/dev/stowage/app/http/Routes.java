package dev.stowage.app.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Every route there is, each with what one must be allowed. */
final class Routes {
    private final RoutesConfig target;
    private final List<Route> all;
    private final UnaryOperator<Handler> around;

    Routes(RoutesConfig target) {
        this(target, new ArrayList<>(), UnaryOperator.identity());
    }

    private Routes(RoutesConfig target, List<Route> all, UnaryOperator<Handler> around) {
        this.target = target;
        this.all = all;
        this.around = around;
    }

    /** For routes that have JSON only to give: who does not take that is told so before anything happens. */
    Routes answeringJson() {
        return new Routes(target, all, handler -> context -> {
            Acceptance.of(context).checkJson();
            handler.handle(context);
        });
    }

    /**
     * A route.
     *
     * @param method in upper case
     * @param path with parameters in braces
     * @param permission what one must be allowed
     */
    record Route(String method, String path, Permission permission) {}

    /** Asked with HEAD it answers the same without a body. */
    void get(String path, Permission permission, Handler handler) {
        add(HandlerType.GET, path, permission, handler);
        target.addHttpHandler(HandlerType.HEAD, path, around.apply(handler), permission);
    }

    void post(String path, Permission permission, Handler handler) {
        add(HandlerType.POST, path, permission, handler);
    }

    void put(String path, Permission permission, Handler handler) {
        add(HandlerType.PUT, path, permission, handler);
    }

    void patch(String path, Permission permission, Handler handler) {
        add(HandlerType.PATCH, path, permission, handler);
    }

    void delete(String path, Permission permission, Handler handler) {
        add(HandlerType.DELETE, path, permission, handler);
    }

    /** Those that were added, in order. */
    List<Route> all() {
        return List.copyOf(all);
    }

    private void add(HandlerType method, String path, Permission permission, Handler handler) {
        all.add(new Route(method.name(), path, permission));
        target.addHttpHandler(method, path, around.apply(handler), permission);
    }
}
