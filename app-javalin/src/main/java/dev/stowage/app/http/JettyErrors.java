package dev.stowage.app.http;

import dev.stowage.app.json.ProblemDetailsJson;
import dev.stowage.model.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** The failures that happen before a request is one, such as a broken request line: problems like all others, without its words. */
final class JettyErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Problem problem = Problem.of(
                status >= HttpStatus.INTERNAL_SERVER_ERROR_500 ? Problem.Kind.UNEXPECTED : Problem.Kind.USAGE,
                "bad_request",
                "understand the request",
                "it is not the HTTP that this server speaks (" + HttpStatus.getMessage(status) + ")",
                "See /openapi.json for what there is.");
        byte[] body = ProblemDetailsJson.of(problem, status, "/").toString().getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
