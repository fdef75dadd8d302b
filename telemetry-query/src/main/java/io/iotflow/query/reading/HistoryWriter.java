package io.iotflow.query.reading;

import io.iotflow.query.reading.ReadHistory.History;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes a page of readings in one piece. The framework's writer sends 8 KiB at a time, each with a call of its own to the
 * machine: thirty of them for a page of a thousand readings (ADR 164).
 */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public class HistoryWriter implements ServerMessageBodyWriter<History> {

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo method, MediaType mediaType) {
        return type == History.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == History.class;
    }

    @Override
    public void writeResponse(History answer, Type genericType, ServerRequestContext context) {
        context.serverResponse().end(HistoryBytes.of(answer));
    }

    @Override
    public void writeTo(
            History answer,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        body.write(HistoryBytes.of(answer));
    }
}
