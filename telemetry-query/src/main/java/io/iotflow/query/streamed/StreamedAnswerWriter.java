package io.iotflow.query.streamed;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes streamed answers. The framework's own way for streams sends the head of an event stream before access is decided,
 * and knows one media type for an endpoint.
 */
@Provider
@Produces(MediaType.WILDCARD)
public class StreamedAnswerWriter implements ServerMessageBodyWriter<StreamedAnswer> {

    private static final Logger LOG = Logger.getLogger(StreamedAnswerWriter.class);

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo method, MediaType mediaType) {
        return type == StreamedAnswer.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == StreamedAnswer.class;
    }

    @Override
    public void writeResponse(StreamedAnswer answer, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext exchange = (ResteasyReactiveRequestContext) context;
        exchange.suspend();
        ServerHttpResponse response = context.serverResponse();
        Cancellable writing = answer.parts()
                .onItem()
                .transformToUniAndConcatenate(part -> write(answer, part, exchange))
                .subscribe()
                .with(_ -> {}, failure -> breakOff(failure, exchange), () -> end(exchange));
        response.addCloseHandler(writing::cancel);
    }

    @Override
    public void writeTo(
            StreamedAnswer answer,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body) {
        throw new UnsupportedOperationException("A streamed answer has no stream that blocks");
    }

    private static Uni<Void> write(StreamedAnswer answer, byte[] part, ResteasyReactiveRequestContext exchange) {
        ServerHttpResponse response = exchange.serverResponse();
        if (!response.headWritten()) {
            answer.headers().forEach(response::setResponseHeader);
            exchange.setResponseContentType(MediaType.valueOf(answer.mediaType()));
            response.setChunked(true);
        }
        return Uni.createFrom().completionStage(() -> response.write(part));
    }

    private static void end(ResteasyReactiveRequestContext exchange) {
        exchange.serverResponse().end();
        exchange.resume();
    }

    private static void breakOff(Throwable failure, ResteasyReactiveRequestContext exchange) {
        ServerHttpResponse response = exchange.serverResponse();
        if (!response.headWritten()) {
            response.setPreCommitListener(null);
            exchange.resume(failure);
            return;
        }
        if (!response.closed()) {
            LOG.errorf("A streamed answer broke off: %s", failure.getMessage());
            response.reset();
        }
        exchange.resume();
    }
}
