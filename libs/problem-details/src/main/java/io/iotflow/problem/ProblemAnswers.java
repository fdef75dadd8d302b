package io.iotflow.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;

/** The same documents as {@link ProblemMapping} makes, for routes that answer without the resource framework. */
@Singleton
public class ProblemAnswers {

    private final ObjectMapper json;

    ProblemAnswers(ObjectMapper json) {
        this.json = json;
    }

    /** Ends a request with the problem document of a failure. Call it on the request's own thread. */
    public void give(HttpServerRequest request, Throwable failure) {
        ProblemException problem =
                failure instanceof ProblemException told ? told : ProblemMapping.unexpected(failure, request);
        HttpServerResponse response = request.response();
        ProblemMapping.headers(problem).forEach(response::putHeader);
        response.setStatusCode(problem.type().status())
                .putHeader("Content-Type", ProblemDocument.MEDIA_TYPE)
                .end(written(ProblemMapping.document(problem, request)));
    }

    private Buffer written(ProblemDocument document) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(document));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem document is always JSON", impossible);
        }
    }
}
