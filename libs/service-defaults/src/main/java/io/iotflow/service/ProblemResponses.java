package io.iotflow.service;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the OpenAPI document what is so everywhere: an error is a problem document (RFC 9457). */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {

    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String NAME = "Problem";
    private static final List<String> TEXTS =
            List.of("type", "title", "detail", "instance", "error", "message", "request_id");
    private static final Map<String, Object> EXAMPLE = Map.of(
            "type", "https://iotflow.io/errors#not-found",
            "title", "Not found",
            "status", 404,
            "detail", "There is no device with this id.",
            "instance", "/api/v1/devices/7/status",
            "error", "Not found",
            "message", "There is no device with this id.",
            "request_id", "539c04ef10081ea9");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema(NAME, problem());
        document.getPaths().getPathItems().values().stream()
                .map(PathItem::getOperations)
                .flatMap(operations -> operations.values().stream())
                .forEach(ProblemResponses::describeErrors);
    }

    private static void describeErrors(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            boolean error = status.startsWith("4") || status.startsWith("5");
            if (error && response.getContent() == null) {
                response.setContent(content());
            }
        });
        APIResponse any = OASFactory.createAPIResponse()
                .description("Anything else: a problem document (RFC 9457)")
                .content(content());
        operation.getResponses().setDefaultValue(any);
    }

    private static Content content() {
        return OASFactory.createContent()
                .addMediaType(
                        MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(NAME)));
    }

    private static Schema problem() {
        Schema problem = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("What went wrong, and what to do next.")
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("violations", violations())
                .addExample(EXAMPLE);
        TEXTS.forEach(
                text -> problem.addProperty(text, OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
        return problem;
    }

    private static Schema violations() {
        Schema violation = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
        List.of("in", "field", "message")
                .forEach(text ->
                        violation.addProperty(text, OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
        return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(violation);
    }
}
