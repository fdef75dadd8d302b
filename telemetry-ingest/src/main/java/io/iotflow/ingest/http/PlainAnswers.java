package io.iotflow.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.problem.ProblemAnswers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;

/** Ends requests that no resource answers, on the request's own thread. */
@Singleton
class PlainAnswers {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");

    private final ProblemAnswers problems;
    private final ObjectMapper json;

    PlainAnswers(ProblemAnswers problems, ObjectMapper json) {
        this.problems = problems;
        this.json = json;
    }

    void give(HttpServerRequest request, IngestAnswer answer) {
        request.response()
                .setStatusCode(answer.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(written(answer.body()));
    }

    void give(HttpServerRequest request, Throwable failure) {
        problems.give(request, failure);
    }

    private Buffer written(Object body) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an answer is always JSON", impossible);
        }
    }
}
